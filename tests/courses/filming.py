"""Tiny films made on the spot, in codecs that cameras and older programs write."""

from __future__ import annotations

import math
import struct
from fractions import Fraction
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame


def make_film(
    path: Path,
    width: int = 64,
    height: int = 48,
    seconds: float = 2,
    rate: int = 10,
    sound: bool = True,
    codec: str = "mpeg4",
) -> Path:
    """A bar that walks over a grey picture, with a tone of 440 Hz."""
    with av.open(str(path), "w") as out:
        video = out.add_stream(codec, rate=rate)
        video.codec_context.width, video.codec_context.height, video.codec_context.pix_fmt = width, height, "yuv420p"
        audio = out.add_stream("aac", rate=44_100) if sound else None
        for number in range(round(seconds * rate)):
            out.mux(video.encode(_picture(width, height, number, rate)))
        out.mux(video.encode(None))
        if audio:
            for number in range(round(seconds * 44_100 / 1024)):
                out.mux(audio.encode(_tone(number)))
            out.mux(audio.encode(None))
    return path


def make_recording(path: Path, seconds: float = 2, codec: str = "libmp3lame") -> Path:
    """A tone of 440 Hz and nothing to see."""
    with av.open(str(path), "w") as out:
        audio = out.add_stream(codec, rate=44_100)
        for number in range(round(seconds * 44_100 / 1024)):
            out.mux(audio.encode(_tone(number)))
        out.mux(audio.encode(None))
    return path


def turn(path: Path) -> None:
    """Mark an MP4 film as taken with the camera upright, as a phone does: to be shown turned clockwise by 90 degrees."""
    data = path.read_bytes()
    at = data.index(b"tkhd") + 4 + 40  # version 0: the matrix follows 40 bytes of fields
    matrix = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)
    path.write_bytes(data[:at] + matrix + data[at + 36 :])


def brightness(path: Path) -> list[list[int]]:
    """Rows of the luma of a film's first picture."""
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0))
        assert isinstance(frame, VideoFrame)
        plane = frame.reformat(format="gray").planes[0]
        data = bytes(plane)
        return [list(data[y * plane.line_size :][: frame.width]) for y in range(frame.height)]


def _picture(width: int, height: int, number: int, rate: int) -> VideoFrame:
    frame = VideoFrame(width, height, "yuv420p")
    for plane, level in zip(frame.planes, (60, 128, 128), strict=True):
        rows = bytearray([level]) * plane.buffer_size
        if level == 60:  # the upper left quarter is bright
            for y in range(height // 2):
                rows[y * plane.line_size : y * plane.line_size + width // 2] = bytes([200]) * (width // 2)
            bar = number * 2 % width
            for y in range(height):
                rows[y * plane.line_size + bar] = 235
        plane.update(bytes(rows))
    frame.pts, frame.time_base = number, Fraction(1, rate)
    return frame


def _tone(number: int) -> AudioFrame:
    frame = AudioFrame("fltp", "mono", 1024)
    wave = (math.sin(2 * math.pi * 440 * (number * 1024 + i) / 44_100) / 4 for i in range(1024))
    frame.planes[0].update(struct.pack("<1024f", *wave))
    frame.sample_rate, frame.pts, frame.time_base = 44_100, number * 1024, Fraction(1, 44_100)
    return frame
