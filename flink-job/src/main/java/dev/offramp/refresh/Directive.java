package dev.offramp.refresh;

import dev.offramp.model.Notice;
import dev.offramp.wire.WireTypeInfo;
import java.io.Serializable;

/** What admission is to do about bundles. */
public sealed interface Directive extends Serializable permits Directive.Tell, Directive.Serve {

    WireTypeInfo<Directive> TYPE = new WireTypeInfo<>(Directive.class, new DirectiveFormat());

    /** Tell the tasks of every lane. */
    record Tell(Notice notice) implements Directive {}

    /** Have frames decided so. */
    record Serve(Assignment assignment) implements Directive {}
}
