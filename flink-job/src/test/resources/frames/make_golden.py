"""Makes the pictures of the decoder's tests, and what Pillow makes of them: the decoder must make the same.

    model-artifacts/.venv/bin/python flink-job/src/test/resources/frames/make_golden.py

writes, beside itself,
    formats/NAME.png|jpg|webp  one picture for each kind of file, with NAME.rgb: its pixels, upright and converted to RGB
    sizes/NAME.png             one picture for each size, with NAME-HEIGHTxWIDTH.rgb: scaled until it just covers that
                               size (`resize`, bilinear, which Pillow antialiases), then cropped in the middle
    scaled/NAME.jpg            JPEGs, with NAME-SIZE.rgb: the same behind `draft`, as the rule "scaled-2x" has it

An .rgb file is rows of R, G, B. Made with Pillow 12.3.0; deterministic.
"""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter, ImageOps

HERE = Path(__file__).parent
RNG = np.random.default_rng(20261120)


def scene(width: int, height: int) -> np.ndarray:
    """Edges, a gradient and a little texture, in colour; small as a PNG."""
    y, x = np.mgrid[0:height, 0:width]
    red = 255 * x // max(1, width - 1)
    green = np.where((x // 3 + y // 5) % 2, 230, 20)
    blue = np.where((x - width / 2) ** 2 + (y - height / 3) ** 2 < (min(width, height) / 3) ** 2, 255, 40)
    return np.stack([red, green, blue], 2).astype(np.uint8)


def noise(width: int, height: int) -> np.ndarray:
    """Every value at every pixel: the worst case of a filter."""
    return RNG.integers(0, 256, (height, width, 3), np.uint8)


def fit(picture: Image.Image, height: int, width: int) -> np.ndarray:
    """The manifest's `bilinear-antialias-center-crop`."""
    picture = picture.convert("RGB")
    scale = max(width / picture.width, height / picture.height)
    wide, high = max(width, round(picture.width * scale)), max(height, round(picture.height * scale))
    if (wide, high) != picture.size:
        picture = picture.resize((wide, high), Image.Resampling.BILINEAR)
    left, top = (wide - width) // 2, (high - height) // 2
    return np.asarray(picture.crop((left, top, left + width, top + height)))


def png16(pixels: np.ndarray) -> bytes:
    """A PNG of 16 bits a sample, which Pillow reads but does not write; 1 to 4 channels."""
    height, width = pixels.shape[:2]
    colour = {1: 0, 2: 4, 3: 2, 4: 6}[pixels.shape[2]]
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in pixels)
    return png(struct.pack(">IIBBBBB", width, height, 16, colour, 0, 0, 0), rows)


def encoded(picture: Image.Image, kind: str, **how: object) -> bytes:
    """The bytes of a picture file."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **how)
    return buffer.getvalue()


def formats() -> dict[str, bytes]:
    """One picture a kind of file."""
    rgb = Image.fromarray(scene(23, 17))
    grey = Image.fromarray(np.arange(23 * 17, dtype=np.uint16).reshape(17, 23).astype(np.uint8))
    alpha = RNG.integers(0, 256, (17, 23), np.uint8)
    rgba = Image.fromarray(np.dstack([np.asarray(rgb), alpha]))
    palette = rgb.quantize(13)
    deep = RNG.integers(0, 65536, (17, 23, 4), np.uint16)
    return {
        "rgb.png": encoded(rgb, "PNG"),
        "rgba.png": encoded(rgba, "PNG"),
        "rgb-transparent-colour.png": encoded(rgb, "PNG", transparency=(0, 20, 40)),
        "rgb-interlaced.png": interlaced(),
        "grey.png": encoded(grey, "PNG"),
        "grey-alpha.png": encoded(Image.merge("LA", (grey, Image.fromarray(alpha))), "PNG"),
        "grey-transparent.png": encoded(grey, "PNG", transparency=77),
        "palette.png": encoded(palette, "PNG"),
        "palette-2-bits.png": encoded(rgb.quantize(4), "PNG", bits=2),
        "palette-transparent.png": encoded(palette, "PNG", transparency=bytes(range(0, 130, 10))),
        "1-bit.png": encoded(grey.convert("1"), "PNG"),
        "grey-2-bits.png": low_grey(2),
        "grey-4-bits.png": low_grey(4),
        "rgb-16-bits.png": png16(deep[:, :, :3]),
        "rgba-16-bits.png": png16(deep),
        "grey-16-bits.png": png16(deep[:, :, :1]),
        "gamma.png": with_gamma(encoded(rgb, "PNG")),
        "rgb.jpg": encoded(rgb, "JPEG", quality=90, subsampling=0),
        "rgb-subsampled.jpg": encoded(rgb, "JPEG", quality=90, subsampling=2),
        "rgb-progressive.jpg": encoded(rgb, "JPEG", quality=90, subsampling=0, progressive=True),
        "grey.jpg": encoded(grey, "JPEG", quality=95),
        "cmyk.jpg": encoded(inks(), "JPEG", quality=95, subsampling=0),
        "ycck.jpg": ycck(),
        **{f"turned-{code}.jpg": turned(code, "JPEG", quality=90, subsampling=0) for code in range(1, 9)},
        "turned-6.webp": turned(6, "WEBP", quality=90),
        "rgb-lossless.webp": encoded(rgb, "WEBP", lossless=True),
        "rgba-lossless.webp": encoded(rgba, "WEBP", lossless=True, exact=True),
        "smooth-lossy.webp": encoded(smooth(), "WEBP", quality=90),
        "smooth-alpha-lossy.webp": encoded(with_alpha(smooth()), "WEBP", quality=90, exact=True),
        "animated.webp": encoded(rgb, "WEBP", lossless=True, save_all=True, append_images=[grey.convert("RGB")]),
    }


def inks() -> Image.Image:
    """Four inks, soft as in a photograph."""
    y, x = np.mgrid[0:17, 0:23]
    return Image.fromarray(np.stack([10 * x, 14 * y, 5 * (x + y), 3 * x + 2 * y], 2).astype(np.uint8), "CMYK")


def ycck() -> bytes:
    """The same inks as Photoshop stores them, which Pillow reads but does not write: its Adobe segment told so."""
    cmyk = np.asarray(inks())
    luminance = Image.fromarray(cmyk[:, :, :3]).convert("YCbCr")
    channels = np.dstack([255 - np.asarray(luminance), cmyk[:, :, 3]])  # what Pillow writes of inks is 255 less them
    stored = bytearray(encoded(Image.fromarray(channels, "CMYK"), "JPEG", quality=95, subsampling=0))
    stored[stored.index(b"Adobe") + 11] = 2
    return bytes(stored)


def turned(code: int, kind: str, **how: object) -> bytes:
    """A picture whose Exif data say how the camera was held."""
    exif = Image.Exif()
    exif[0x0112] = code
    return encoded(Image.fromarray(scene(23, 17)), kind, exif=exif, **how)


def smooth() -> Image.Image:
    """Soft colours over many macroblocks: what a decoder gets wrong adds up from block to block."""
    y, x = np.mgrid[0:96, 0:128]
    pixels = np.stack([2 * x % 256, 2 * y % 256, (x + y) % 256], 2).astype(np.uint8)
    return Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(3))


def with_alpha(picture: Image.Image) -> Image.Image:
    """The same picture, more transparent to the right."""
    _, x = np.mgrid[0 : picture.height, 0 : picture.width]
    return Image.fromarray(np.dstack([np.asarray(picture), (255 - x).astype(np.uint8)]))


def low_grey(bits: int) -> bytes:
    """A grey PNG with fewer than eight bits a sample."""
    rows = b"".join(b"\0" + bytes((i * 37 + y * 11) % 256 for i in range(-(-23 * bits // 8))) for y in range(17))
    return png(struct.pack(">IIBBBBB", 23, 17, bits, 0, 0, 0, 0), rows)


def interlaced() -> bytes:
    """Adam7, which Pillow reads but does not write."""
    pixels = scene(23, 17)
    passes = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]
    rows = b"".join(
        b"\0" + row.tobytes() for top, left, down, right in passes for row in pixels[top::down, left::right]
    )
    return png(struct.pack(">IIBBBBB", 23, 17, 8, 2, 0, 0, 1), rows)


def png(header: bytes, rows: bytes) -> bytes:
    """A PNG of a header and unpacked rows."""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_gamma(picture: bytes) -> bytes:
    """The same PNG with a gamma of 1, which neither side applies."""
    return picture[:33] + chunk(b"gAMA", struct.pack(">I", 100_000)) + picture[33:]


def rgb_of(picture: Image.Image) -> np.ndarray:
    """`convert("RGB")`; of 16-bit grey the upper eight bits, where Pillow's own conversion would cut at 255."""
    if picture.mode == "I;16":
        return np.repeat((np.asarray(picture) >> 8).astype(np.uint8)[..., None], 3, axis=2)
    return np.asarray(ImageOps.exif_transpose(picture).convert("RGB"))


SIZES = [
    # width, height of the picture; sizes that it is fitted to
    (1, 1, [(28, 28)]),
    (2, 3, [(28, 28)]),
    (20, 1, [(28, 28)]),
    (8, 11, [(28, 28)]),
    (11, 8, [(28, 28)]),
    (27, 28, [(28, 28)]),
    (28, 28, [(28, 28), (32, 32)]),
    (28, 29, [(28, 28)]),
    (31, 47, [(28, 28), (20, 36)]),
    (47, 31, [(28, 28), (36, 20)]),
    (56, 56, [(28, 28)]),
    (64, 48, [(28, 28), (32, 32)]),
    (97, 150, [(28, 28)]),
    (200, 133, [(28, 28), (32, 48)]),
    (333, 500, [(28, 28)]),
]


SCALED_TO = (3, 8, 27, 28, 60)
"""To an eighth, a quarter, a half, and in full twice, of 110 pixels."""


def photographs() -> dict[str, bytes]:
    """JPEGs of soft colours and texture, 150 x 110."""
    y, x = np.mgrid[0:110, 0:150]
    soft = np.stack([(x + 20 * np.sin(y / 9)) % 256, 2 * y % 256, (x + y) % 256], 2)
    pixels = np.clip(soft + RNG.normal(0, 12, soft.shape), 0, 255).astype(np.uint8)
    picture = Image.fromarray(pixels)
    exif = Image.Exif()
    exif[0x0112] = 6
    return {
        "subsampled.jpg": encoded(picture, "JPEG", quality=85, subsampling=2),
        "full-colour.jpg": encoded(picture, "JPEG", quality=85, subsampling=0),
        "progressive.jpg": encoded(picture, "JPEG", quality=85, progressive=True),
        "turned.jpg": encoded(picture, "JPEG", quality=85, exif=exif),
        "grey.jpg": encoded(picture.convert("L"), "JPEG", quality=85),
        "inks.jpg": encoded(picture.convert("CMYK"), "JPEG", quality=85),
        "odd.jpg": encoded(picture.crop((0, 0, 149, 109)), "JPEG", quality=85),
    }


def scaled(content: bytes, size: int) -> np.ndarray:
    """The manifest's `scaled-2x`."""
    picture = Image.open(io.BytesIO(content))
    short = min(picture.size)
    scale = next((s for s, margin in ((8, 4), (4, 2), (2, 2)) if short >= s * margin * size), 1)
    if picture.mode in ("RGB", "L"):
        picture.draft(picture.mode, (picture.width // scale, picture.height // scale))
    return fit(ImageOps.exif_transpose(picture), size, size)


def write(path: Path, content: bytes) -> None:
    """One file, its folder made."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def main() -> None:
    """Writes everything."""
    for name, content in formats().items():
        write(HERE / "formats" / name, content)
        write(HERE / "formats" / (name + ".rgb"), rgb_of(Image.open(io.BytesIO(content))).tobytes())
    for width, height, targets in SIZES:
        pixels = noise(width, height) if width * height < 1500 else scene(width, height)
        name = f"{width}x{height}"
        write(HERE / "sizes" / f"{name}.png", encoded(Image.fromarray(pixels), "PNG", optimize=True))
        for high, wide in targets:
            write(HERE / "sizes" / f"{name}-{high}x{wide}.rgb", fit(Image.fromarray(pixels), high, wide).tobytes())
    for name, content in photographs().items():
        write(HERE / "scaled" / name, content)
        for size in SCALED_TO:
            write(HERE / "scaled" / f"{name}-{size}.rgb", scaled(content, size).tobytes())


if __name__ == "__main__":
    main()
