"""Official files: fetched once, kept, and checked by their sha256 or md5."""

import hashlib
import shutil
import urllib.request
from pathlib import Path

from .pictures import DataError

CACHE = Path.home() / ".cache" / "offramp"
"""Where downloads are kept."""


def download(url: str, target: Path) -> None:
    """Fetches one file, whole or not at all."""
    print(f"downloading {url}")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".part")
    try:
        with urllib.request.urlopen(url, timeout=60) as answer, partial.open("wb") as file:
            shutil.copyfileobj(answer, file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise DataError(
            f"{url} could not be read ({error}); give --data PATH to files that are already here"
        ) from error
    partial.replace(target)


def checked(path: Path, expected: str) -> Path:
    """The path, if the file's sha256 (64 hex digits) or md5 (32) is as expected."""
    digest = hashlib.md5 if len(expected) == 32 else hashlib.sha256
    with path.open("rb") as file:
        actual = hashlib.file_digest(file, digest).hexdigest()
    if actual != expected:
        raise DataError(
            f"{path} is damaged: its {digest.__name__.removeprefix('openssl_')} is {actual}, not {expected}"
        )
    return path
