"""Films, recordings and pictures from anywhere: what they are, posters and covers made of them (PyAV, FFmpeg inside).

How a film or a recording becomes a rendition that every campus laptop plays is in `transcode.py`.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from bivouac.courses.filters import MILLISECOND, picture_filter, scaled
from bivouac.errors import InputError


@dataclass(frozen=True)
class Recipe:
    """How one rendition is made: at most `height` lines, rates in bits a second."""

    height: int
    video_rate: int
    audio_rate: int
    channels: int


RECIPES = (Recipe(240, 68_000, 32_000, 1), Recipe(480, 336_000, 64_000, 2))
"""100 kbit/s for weak lines and small disks, 400 kbit/s for the rest. Smallest first."""

SOUND_RECIPE = Recipe(0, 0, 48_000, 2)
"""Of recordings: speech is clear in it, music is pleasant, an hour is 22 MB."""


@dataclass(frozen=True)
class Film:
    """What a file is. Width and height in pixels as shown, upright and with square pixels; duration in seconds.

    A recording has no size and no codec of pictures.
    """

    duration: float
    width: int
    height: int
    video: str
    audio: str | None


_FORMATS = "asf,avi,dv,flv,matroska,webm,mov,mp4,mpeg,mpegts,mpegvideo,mxf,ogg,rm,wtv"
"""Containers that are films; not the playlists, which would make FFmpeg open other files and addresses."""

_SOUND_FORMATS = "aac,aiff,amr,asf,au,caf,flac,matroska,webm,mov,mp4,mp3,ogg,wav,wv"

_PICTURES = "bmp_pipe,gif,jpeg_pipe,png_pipe,tiff_pipe,webp_pipe"
_MAX_PIXELS = 8192 * 4352
_POSTER_SIZE = 854, 480
_COVER_SIZE = 1280, 1280
_KEPT_COVER = 2_000_000
_JPEG_QUALITY = 4 * 118  # quantiser 4 in FFmpeg's unit


def probe(path: Path) -> Film:
    """What the film at `path` is; its first picture is decoded, so that a file that only looks like a film is found out.

    Raises:
        InputError: it is no film that can be played.
    """
    with opened_film(path) as container:
        video, audio = streams_of(container, path)
        frame = _first_frame(container, path)
        width, height = _shown_size(frame, video)
        duration = (container.duration or 0) / av.time_base
        return Film(duration, width, height, video.codec_context.name, audio.codec_context.name if audio else None)


def probe_sound(path: Path) -> Film:
    """What the recording at `path` is; its beginning is decoded. Pictures in it (a cover, a film's) do not count.

    Raises:
        InputError: it is no recording that can be played.
    """
    with opened_sound(path) as container:
        audio = sound_of(container, path)
        try:
            next(frame for packet in container.demux(audio) for frame in decoded(packet))
        except (FFmpegError, StopIteration) as error:
            raise no_sound(path) from error
        duration = (container.duration or 0) / av.time_base
        return Film(duration, 0, 0, "", audio.codec_context.name)


def is_ready_sound(path: Path) -> bool:
    """Whether the recording at `path` can be used as it is: WebM with Opus and nothing else.

    Raises:
        InputError: it is no recording that can be played.
    """
    with opened_sound(path) as container:
        codec = sound_of(container, path).codec_context.name
        return _is_webm(path) and codec in ("opus", "libopus") and len(container.streams) == 1


def is_ready(path: Path) -> bool:
    """Whether the film at `path` can be used as a rendition as it is: WebM, VP9 in 8 bits, Opus, at most 480 lines.

    Raises:
        InputError: it is no film that can be played.
    """
    with opened_film(path) as container:
        video, audio = streams_of(container, path)
        others = len(container.streams) - (2 if audio else 1)
        return (
            _is_webm(path)
            and video.codec_context.name in ("vp9", "libvpx-vp9")
            and video.codec_context.pix_fmt == "yuv420p"
            and video.codec_context.height <= RECIPES[-1].height
            and (audio is None or audio.codec_context.name in ("opus", "libopus"))
            and not others
        )


def recipes_for(film: Film) -> tuple[Recipe, ...]:
    """The recipes that make sense for `film`: never enlarged, and no two of about the same size."""
    chosen: list[Recipe] = []
    for recipe in RECIPES:
        height = min(recipe.height, film.height // 2 * 2)
        if not chosen or height >= chosen[-1].height * 5 / 4:
            chosen.append(Recipe(height, recipe.video_rate, recipe.audio_rate, recipe.channels))
    return tuple(chosen)


def poster(source: Path) -> bytes:
    """A JPEG of at most 854 x 480 pixels from early in the film, past its black beginning.

    Raises:
        InputError: `source` is no film that can be played.
    """
    with opened_film(source) as container:
        video, _ = streams_of(container, source)
        with contextlib.suppress(FFmpegError):  # what cannot seek gives its first picture
            container.seek(min((container.duration or 0) // 10, 20 * av.time_base))
        try:
            frame = _first_frame(container, source)
        except InputError:
            container.seek(0)
            frame = _first_frame(container, source)
        return _jpeg(frame, video, _POSTER_SIZE)


def cover(data: bytes, name: str) -> tuple[bytes, str]:
    """A picture as a course's cover, with its media type: a small PNG or JPEG as it is, anything else as a JPEG.

    Args:
        name: of the picture, for the error.

    Raises:
        InputError: it is no picture that can be shown; SVG is none here.
    """
    for mark, media_type in ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg")):
        if data.startswith(mark) and len(data) <= _KEPT_COVER:
            return data, media_type
    try:
        with av.open(io.BytesIO(data), options={"format_whitelist": _PICTURES, "protocol_whitelist": ""}) as container:
            assert isinstance(container, InputContainer)
            frame = next(container.decode(container.streams.video[0]))
            return _jpeg(frame, container.streams.video[0], _COVER_SIZE), "image/jpeg"
    except (FFmpegError, StopIteration, IndexError) as error:
        raise InputError(
            "The cover “{name}” is not a PNG, JPEG, WebP, GIF, BMP or TIFF picture. Choose another one.", name=name
        ) from error


# --- reading ---------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def opened_film(path: Path) -> Iterator[InputContainer]:
    """The film at `path`, open; nothing but this file is read, whatever is in it."""
    with _opened(path, _FORMATS, no_film(path)) as container:
        yield container


@contextlib.contextmanager
def opened_sound(path: Path) -> Iterator[InputContainer]:
    """The recording at `path`, as `opened_film`."""
    with _opened(path, _SOUND_FORMATS, no_sound(path)) as container:
        yield container


@contextlib.contextmanager
def _opened(path: Path, formats: str, refused: InputError) -> Iterator[InputContainer]:
    try:
        options = {"format_whitelist": formats, "protocol_whitelist": "file"}
        container = av.open(f"file:{path}", options=options)
    except (FFmpegError, OSError, ValueError) as error:
        raise refused from error
    with container:
        yield container


def sound_of(container: InputContainer, path: Path) -> AudioStream:
    """The first stream of sound of a recording."""
    if not container.streams.audio:
        raise no_sound(path)
    return container.streams.audio[0]


def streams_of(container: InputContainer, path: Path) -> tuple[VideoStream, AudioStream | None]:
    """The first stream of pictures (no cover art) and the first of sound."""
    videos = [stream for stream in container.streams.video if not stream.disposition & Disposition.attached_pic]
    if not videos or not 0 < videos[0].codec_context.width * videos[0].codec_context.height <= _MAX_PIXELS:
        raise no_film(path)
    videos[0].thread_type = "AUTO"
    return videos[0], container.streams.audio[0] if container.streams.audio else None


def _first_frame(container: InputContainer, path: Path) -> VideoFrame:
    video, _ = streams_of(container, path)
    try:
        for packet in container.demux(video):
            for frame in decoded(packet):
                return frame  # type: ignore[return-value]
    except FFmpegError as error:
        raise no_film(path) from error
    raise no_film(path)


def decoded(packet: Packet[Any]) -> list[VideoFrame | AudioFrame]:
    """Frames of a packet; none of one that is damaged, as players do."""
    try:
        return list(packet.decode())
    except av.error.InvalidDataError:
        return []


def _is_webm(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(64)
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head


def _shown_size(frame: VideoFrame, stream: VideoStream) -> tuple[int, int]:
    """Width and height upright and with square pixels."""
    ratio = stream.sample_aspect_ratio or Fraction(1)
    width, height = max(2, round(frame.width * ratio)), frame.height
    return (height, width) if frame.rotation % 180 else (width, height)


def no_film(path: Path) -> InputError:
    """The error for a file that cannot be played."""
    return InputError(
        "“{name}” is not a film that Bivouac can read. Open it in a player to see whether it is whole.", name=path.name
    )


def no_sound(path: Path) -> InputError:
    """The error for a recording that cannot be played."""
    return InputError(
        "“{name}” is not a recording that Bivouac can read. Open it in a player to see whether it is whole.",
        name=path.name,
    )


def _jpeg(frame: VideoFrame, stream: VideoStream, largest: tuple[int, int]) -> bytes:
    """The frame as a JPEG that fits into `largest` (width, height) and is not enlarged."""
    if frame.width * frame.height > _MAX_PIXELS:
        raise InputError(
            "This picture is too large: {width} × {height} pixels.", width=frame.width, height=frame.height
        )
    width, height = _shown_size(frame, stream)
    factor = min(1.0, largest[0] / width, largest[1] / height)
    size = max(2, round(width * factor / 2) * 2), max(2, round(height * factor / 2) * 2)
    steps = [*scaled(*size), ("format", "yuvj420p")]
    frame.pts = 0
    shown = next(picture_filter(frame, MILLISECOND, steps).push(frame))
    assert isinstance(shown, VideoFrame)
    encoder = av.VideoCodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt, encoder.time_base = *size, "yuvj420p", Fraction(1, 25)
    encoder.flags |= Flags.bitexact | Flags.qscale
    encoder.global_quality = _JPEG_QUALITY
    shown.pts = 0
    return b"".join(bytes(packet) for packet in (*encoder.encode(shown), *encoder.encode(None)))
