"""FFmpeg's filters, as far as films and posters need them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import av
from av.audio.frame import AudioFrame
from av.filter import Graph
from av.filter.context import FilterContext
from av.video.frame import VideoFrame

OPUS_RATE, _OPUS_FRAME = 48_000, 960
LAYOUTS = {1: "mono", 2: "stereo"}
MILLISECOND = Fraction(1, 1000)


class Filter:
    """Frames in one form to frames in another: a chain of FFmpeg's filters, each a name and its arguments."""

    def __init__(self, source: FilterContext, graph: Graph, chain: list[tuple[str, str]], sink: str) -> None:
        self._graph = graph
        graph.link_nodes(source, *(graph.add(name, args) for name, args in chain), graph.add(sink)).configure()

    def push(self, frame: VideoFrame | AudioFrame | None) -> Iterator[VideoFrame | AudioFrame]:
        """The frames that come out after `frame`; None ends the stream."""
        self._graph.push(frame)
        while True:
            try:
                yield self._graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return


def _upright(frame: VideoFrame) -> list[tuple[str, str]]:
    """Filters that turn the picture as the camera was held."""
    turns = {90: [("transpose", "cclock")], 180: [("hflip", ""), ("vflip", "")], 270: [("transpose", "clock")]}
    return turns.get(frame.rotation % 360, [])


def picture_filter(frame: VideoFrame, time_base: Fraction, steps: list[tuple[str, str]]) -> Filter:
    """Pictures of the form of `frame`, turned upright, through `steps` (filter and arguments)."""
    graph = Graph()
    graph.threads = 1
    source = graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=time_base)
    return Filter(source, graph, _upright(frame) + steps, "buffersink")


def sound_filter(frame: AudioFrame, time_base: Fraction, channels: int) -> Filter:
    """Sound as Opus wants it, with silence where the film has gaps, so that it stays with the picture."""
    graph = Graph()
    source = graph.add_abuffer(
        sample_rate=frame.sample_rate, format=frame.format, layout=frame.layout, time_base=time_base
    )
    steps = [
        ("aresample", f"{OPUS_RATE}:async=1:first_pts=0"),
        (
            "aformat",
            f"sample_fmts=flt:sample_rates={OPUS_RATE}:channel_layouts={LAYOUTS[channels]}",
        ),
        ("asetnsamples", f"n={_OPUS_FRAME}:p=0"),
    ]
    return Filter(source, graph, steps, "abuffersink")


def scaled(width: int, height: int) -> list[tuple[str, str]]:
    """Steps to this size in square pixels, the same bytes each time."""
    return [("scale", f"{width}:{height}:flags=bicubic+accurate_rnd+bitexact"), ("setsar", "1")]
