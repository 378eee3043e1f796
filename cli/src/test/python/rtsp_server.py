"""Plays the MP4 files of a folder over RTSP, each from its beginning for every client: rtsp://127.0.0.1:PORT/NAME.mp4.

Prints its port as soon as clients may come. Runs on GStreamer's RTSP server (Debian: gir1.2-gst-rtsp-server-1.0,
python3-gst-1.0, gstreamer1.0-plugins-good, gstreamer1.0-plugins-bad).
"""

import argparse
from pathlib import Path

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

# The packets are those of the file: nothing is decoded, and so nothing can be lost or made up here.
PIPELINE = '( filesrc location="{file}" ! qtdemux ! h264parse ! rtph264pay name=pay0 pt=96 config-interval=-1 )'


def arguments() -> argparse.Namespace:
    """Of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="with the files, also in folders of it")
    parser.add_argument("--port", type=int, default=0, help="to listen on; 0 is any that is free")
    parser.add_argument("--login", metavar="USER:PASSWORD", help="that clients must have, by HTTP's digest")
    return parser.parse_args()


def film(file: Path, locked: bool) -> GstRtspServer.RTSPMediaFactory:
    """A film that begins anew for each client."""
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(PIPELINE.format(file=file))
    factory.set_shared(False)
    if locked:
        permissions = GstRtspServer.RTSPPermissions()
        permissions.add_permission_for_role("viewer", GstRtspServer.RTSP_PERM_MEDIA_FACTORY_ACCESS, True)
        permissions.add_permission_for_role("viewer", GstRtspServer.RTSP_PERM_MEDIA_FACTORY_CONSTRUCT, True)
        factory.set_permissions(permissions)
    return factory


def digest(login: str) -> GstRtspServer.RTSPAuth:
    """Lets in who knows the password, and never hears it."""
    user, password = login.split(":", 1)
    auth = GstRtspServer.RTSPAuth()
    auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
    token = GstRtspServer.RTSPToken()
    token.set_string(GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE, "viewer")
    auth.add_digest(user, password, token)
    return auth


def main() -> None:
    """Serves until it is killed."""
    wanted = arguments()
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(str(wanted.port))
    mounts = server.get_mount_points()
    for file in sorted(wanted.folder.rglob("*.mp4")):
        mounts.add_factory(f"/{file.relative_to(wanted.folder)}", film(file.absolute(), wanted.login is not None))
    if wanted.login is not None:
        server.set_auth(digest(wanted.login))
    if server.attach(None) == 0:
        raise SystemExit(f"nobody can listen on port {wanted.port}")
    print(server.get_bound_port(), flush=True)
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
