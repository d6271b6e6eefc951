"""Renditions: films made into WebM with VP9 and Opus, the one pair that both QtMultimedia and a web engine play; recordings with Opus alone.

The same film gives the same bytes on the same machine: no dates, no random ids, encoders in their bit-exact mode.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from bivouac.courses.filters import LAYOUTS, MILLISECOND, OPUS_RATE, Filter, picture_filter, scaled, sound_filter
from bivouac.courses.media import (
    SOUND_RECIPE,
    Film,
    Recipe,
    decoded,
    no_film,
    no_sound,
    opened_film,
    opened_sound,
    probe,
    probe_sound,
    sound_of,
    streams_of,
)
from bivouac.errors import InputError

Progress = Callable[[int, int], None]
"""Called with milliseconds of film done and in all; raises to cancel."""

_MAX_RATE = 30
_KEYFRAME_SECONDS = 5


def make_rendition(source: Path, target: Path, recipe: Recipe, progress: Progress = lambda done, total: None) -> None:
    """Transcode a film into WebM; `target` is there when this returns, and is not when it raises.

    Raises:
        InputError: `source` is no film that can be played.
    """
    film = probe(source)
    with opened_film(source) as container, _writing(target, no_film(source)) as out:
        video, audio = streams_of(container, source)
        tracks = {video.index: _picture_track(out, video, film, recipe)}
        if audio:
            tracks[audio.index] = _sound_track(out, audio, recipe)
        _transcode(container, tracks, [stream for stream in (video, audio) if stream], film, progress)


def make_recording(source: Path, target: Path, progress: Progress = lambda done, total: None) -> None:
    """Transcode a recording, or the sound of a film, into WebM with Opus; as `make_rendition`.

    Raises:
        InputError: `source` is no recording that can be played.
    """
    film = probe_sound(source)
    with opened_sound(source) as container, _writing(target, no_sound(source)) as out:
        audio = sound_of(container, source)
        tracks = {audio.index: _sound_track(out, audio, SOUND_RECIPE)}
        _transcode(container, tracks, [audio], film, progress)


@contextlib.contextmanager
def _writing(target: Path, failed: InputError) -> Iterator[OutputContainer]:
    """The rendition that is being made; nothing of it stays when the block raises."""
    try:
        with av.open(str(target), "w", format="webm", options={"fflags": "+bitexact"}) as out:
            yield out
    except FFmpegError as error:
        target.unlink(missing_ok=True)
        raise failed from error
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _transcode(
    container: InputContainer,
    tracks: dict[int, _Track],
    streams: list[VideoStream | AudioStream],
    film: Film,
    progress: Progress,
) -> None:
    start = Fraction(container.start_time or 0, av.time_base)
    total = round(film.duration * 1000)
    for packet in container.demux(streams):
        for frame in decoded(packet):
            track = tracks[packet.stream_index]
            track.take(frame, start)
            if track.second_is_over():
                progress(min(track.done, total), total)
    for track in tracks.values():
        track.finish()
    progress(total, total)


def _picture_track(out: OutputContainer, source: VideoStream, film: Film, recipe: Recipe) -> _Track:
    rate = min(source.average_rate or Fraction(25), Fraction(_MAX_RATE))
    height = max(2, recipe.height // 2 * 2)
    width = max(2, round(film.width * height / film.height / 2) * 2)
    stream = out.add_stream("libvpx-vp9", rate=rate)
    context = stream.codec_context
    context.width, context.height, context.pix_fmt, context.time_base = width, height, "yuv420p", MILLISECOND
    context.bit_rate, context.flags = recipe.video_rate, context.flags | Flags.bitexact
    context.gop_size = round(rate * _KEYFRAME_SECONDS)
    context.thread_count = 4  # the bytes are the same whatever it is, which holds with row-mt only
    context.options = {"deadline": "good", "cpu-used": "4", "auto-alt-ref": "1", "lag-in-frames": "16", "row-mt": "1"}
    steps = [("fps", str(_MAX_RATE))] if (source.average_rate or 0) > _MAX_RATE else []
    steps += [*scaled(width, height), ("format", "yuv420p")]
    return _Track(out, stream, lambda frame: picture_filter(frame, frame.time_base or MILLISECOND, steps))


def _sound_track(out: OutputContainer, source: AudioStream, recipe: Recipe) -> _Track:
    stream = out.add_stream("libopus", rate=OPUS_RATE)
    context = stream.codec_context
    context.layout, context.format, context.bit_rate = LAYOUTS[recipe.channels], "flt", recipe.audio_rate
    context.time_base, context.flags = Fraction(1, OPUS_RATE), context.flags | Flags.bitexact
    own_clock = source.time_base or MILLISECOND
    return _Track(out, stream, lambda frame: sound_filter(frame, frame.time_base or own_clock, recipe.channels))


class _Track:
    """One stream of the rendition.

    Attributes:
        done: milliseconds encoded so far.
    """

    def __init__(
        self, out: OutputContainer, stream: VideoStream | AudioStream, open_filter: Callable[[Any], Filter]
    ) -> None:
        self.done = 0
        self._out = out
        self._encode: Callable[[Any], list[Packet[Any]]] = stream.encode
        self._open_filter = open_filter
        self._filter: Filter | None = None
        self._form = ""
        self._last_pts = -1
        self._told = 0

    def take(self, frame: VideoFrame | AudioFrame, start: Fraction) -> None:
        """Encode a frame of the source, whose clock starts at `start` seconds."""
        if frame.pts is None or frame.time_base is None:
            return
        frame.pts -= round(start / frame.time_base)
        frame.dts = None
        form = _form(frame)
        if self._filter is None or form != self._form:  # the first frame, or the film goes on in another form
            self._drain()
            self._filter, self._form = self._open_filter(frame), form
        self._write(self._filter.push(frame))

    def finish(self) -> None:
        """Encode what the filters and the encoder still hold."""
        self._drain()
        self._out.mux(self._encode(None))

    def second_is_over(self) -> bool:
        """True once for each second of film."""
        over = self.done - self._told >= 1000
        self._told = self.done if over else self._told
        return over

    def _drain(self) -> None:
        if self._filter:
            self._write(self._filter.push(None))

    def _write(self, frames: Iterator[VideoFrame | AudioFrame]) -> None:
        for frame in frames:
            if frame.pts is not None and frame.time_base is not None and frame.pts > self._last_pts:
                self._last_pts = frame.pts
                self.done = round(frame.pts * frame.time_base * 1000)
                self._out.mux(self._encode(frame))


def _form(frame: VideoFrame | AudioFrame) -> str:
    if isinstance(frame, VideoFrame):
        return f"{frame.format.name} {frame.width}x{frame.height} {frame.rotation}"
    return f"{frame.format.name} {frame.sample_rate} {frame.layout.name}"
