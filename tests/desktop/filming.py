"""Small films that tell by their colour where they are."""

from __future__ import annotations

import array
import math
from fractions import Fraction
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame

RATE = 25
COLOURS = {
    "red": (76, 85, 255),
    "green": (150, 44, 21),
    "blue": (60, 220, 110),
    "yellow": (226, 1, 149),
    "magenta": (105, 212, 235),
    "cyan": (179, 171, 1),
    "white": (235, 128, 128),
    "grey": (128, 128, 128),
}
"""One a second, in this order; Y, Cb and Cr."""


def make_colour_film(path: Path, codec: str = "libvpx-vp9", seconds: int = len(COLOURS), width: int = 160) -> Path:
    """WebM, 16 : 9, with a tone in Opus."""
    options = {"deadline": "realtime", "cpu-used": "8"} if codec == "libvpx-vp9" else {"preset": "12"}
    with av.open(str(path), "w", format="webm") as out:
        video = out.add_stream(codec, rate=RATE, options=options)
        video.codec_context.width, video.codec_context.height = width, width * 9 // 16 // 2 * 2
        video.codec_context.pix_fmt = "yuv420p"
        audio = out.add_stream("libopus", rate=48_000)
        audio.codec_context.layout, audio.codec_context.format = "mono", "s16"
        for number in range(seconds * RATE):
            out.mux(video.encode(_picture(width, number)))
        out.mux(video.encode(None))
        for number in range(seconds * 50):
            out.mux(audio.encode(_tone(number)))
        out.mux(audio.encode(None))
    return path


def make_tone(path: Path, seconds: int = len(COLOURS)) -> Path:
    """A recording: WebM with a tone in Opus and nothing to see."""
    with av.open(str(path), "w", format="webm") as out:
        audio = out.add_stream("libopus", rate=48_000)
        audio.codec_context.layout, audio.codec_context.format = "mono", "s16"
        for number in range(seconds * 50):
            out.mux(audio.encode(_tone(number)))
        out.mux(audio.encode(None))
    return path


def _picture(width: int, number: int) -> VideoFrame:
    frame = VideoFrame(width, width * 9 // 16 // 2 * 2, "yuv420p")
    for plane, level in zip(frame.planes, list(COLOURS.values())[number // RATE % len(COLOURS)], strict=True):
        plane.update(bytes([level]) * plane.buffer_size)
    frame.pts, frame.time_base = number, Fraction(1, RATE)
    return frame


def _tone(number: int) -> AudioFrame:
    frame = AudioFrame("s16", "mono", 960)
    wave = array.array("h", (int(8000 * math.sin(2 * math.pi * 440 * (number * 960 + i) / 48_000)) for i in range(960)))
    frame.planes[0].update(wave.tobytes())
    frame.sample_rate, frame.pts, frame.time_base = 48_000, number * 960, Fraction(1, 48_000)
    return frame
