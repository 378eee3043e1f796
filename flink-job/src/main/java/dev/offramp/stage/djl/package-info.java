/** Is a stage engine, on PyTorch; the only package that imports {@code ai.djl}. */
@NullMarked
package dev.offramp.stage.djl;

import org.jspecify.annotations.NullMarked;
