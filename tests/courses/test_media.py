import io
import zlib
from pathlib import Path

import av
import pytest

from bivouac.courses import media
from bivouac.courses.media import Recipe
from bivouac.courses.transcode import make_recording, make_rendition
from bivouac.errors import InputError
from tests.courses.filming import brightness, make_film, turn
from tests.courses.filming import make_recording as make_sound

SMALL = Recipe(height=32, video_rate=40_000, audio_rate=32_000, channels=1)


class CancelledError(Exception):
    pass


def test_a_film_is_probed(tmp_path: Path) -> None:
    film = media.probe(make_film(tmp_path / "film.mp4"))
    assert film == media.Film(duration=pytest.approx(2, abs=0.1), width=64, height=48, video="mpeg4", audio="aac")
    assert not media.is_ready(tmp_path / "film.mp4")


def test_a_rendition_is_webm_that_every_laptop_plays(tmp_path: Path) -> None:
    source = make_film(tmp_path / "film.mp4", seconds=3)
    told: list[tuple[int, int]] = []
    make_rendition(source, tmp_path / "film.webm", SMALL, lambda done, total: told.append((done, total)))
    film = media.probe(tmp_path / "film.webm")
    assert (film.width, film.height, film.video, film.audio) == (42, 32, "vp9", "opus")
    assert film.duration == pytest.approx(3, abs=0.1)
    assert media.is_ready(tmp_path / "film.webm")
    assert told[-1][0] == told[-1][1] and len(told) >= 3
    with av.open(str(tmp_path / "film.webm")) as container:
        assert container.streams.audio[0].codec_context.layout.name == "mono"
        assert sum(1 for _ in container.decode(video=0)) == 30


def test_the_same_film_gives_the_same_bytes(tmp_path: Path) -> None:
    source = make_film(tmp_path / "film.mp4")
    for name in "ab":
        make_rendition(source, tmp_path / name, SMALL)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert media.poster(source) == media.poster(source)


def test_a_film_without_sound_stays_silent(tmp_path: Path) -> None:
    make_rendition(make_film(tmp_path / "film.avi", sound=False), tmp_path / "film.webm", SMALL)
    assert media.probe(tmp_path / "film.webm").audio is None


def test_fast_films_are_slowed_to_thirty_pictures_a_second(tmp_path: Path) -> None:
    make_rendition(make_film(tmp_path / "film.mp4", rate=60, seconds=1, sound=False), tmp_path / "film.webm", SMALL)
    with av.open(str(tmp_path / "film.webm")) as container:
        assert sum(1 for _ in container.decode(video=0)) == pytest.approx(30, abs=1)


def test_films_of_upright_phones_stand_upright(tmp_path: Path) -> None:
    source = make_film(tmp_path / "film.mp4", sound=False)
    turn(source)
    film = media.probe(source)
    assert (film.width, film.height) == (48, 64)
    make_rendition(source, tmp_path / "film.webm", Recipe(64, 60_000, 32_000, 1))
    rows = brightness(tmp_path / "film.webm")
    assert (len(rows[0]), len(rows)) == (48, 64)
    assert rows[5][40] > 150 > rows[5][5], "the bright upper left quarter is now at the upper right"


def test_sound_stays_with_the_picture(tmp_path: Path) -> None:
    """Both tracks of a film end at the same time, whatever the sound's own clock starts at."""
    make_rendition(make_film(tmp_path / "film.ts", seconds=3), tmp_path / "film.webm", SMALL)  # starts at 1.4 s
    with av.open(str(tmp_path / "film.webm")) as container:
        last = {packet.stream.type: packet for packet in container.demux() if packet.pts is not None}
        times = {kind: float(packet.pts * packet.time_base) for kind, packet in last.items()}
    assert times["video"] == pytest.approx(2.9, abs=0.15)
    assert times["audio"] == pytest.approx(2.9, abs=0.15)


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    source = make_film(tmp_path / "film.mp4", seconds=4)

    def cancel(done: int, total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        make_rendition(source, tmp_path / "film.webm", SMALL, cancel)
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]


@pytest.mark.parametrize(
    ("height", "heights"),
    [(1080, [240, 480]), (480, [240, 480]), (360, [240, 360]), (270, [240]), (240, [240]), (181, [180]), (100, [100])],
)
def test_films_are_never_enlarged(height: int, heights: list[int]) -> None:
    film = media.Film(duration=1, width=16 * height // 9, height=height, video="h264", audio=None)
    assert [recipe.height for recipe in media.recipes_for(film)] == heights


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/film.ts\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"\x1a\x45\xdf\xa3" + b"\0" * 500,
    ],
)
def test_what_is_no_film_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "film.mp4").write_bytes(content)
    for deed in (
        media.probe,
        media.is_ready,
        media.poster,
        lambda path: make_rendition(path, tmp_path / "o.webm", SMALL),
    ):
        with pytest.raises(InputError, match=r"film\.mp4"):
            deed(tmp_path / "film.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]
    with pytest.raises(InputError, match=r"absent\.mp4"):
        media.probe(tmp_path / "absent.mp4")


def test_sound_alone_is_no_film(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "talk.mp4"), "w") as out:
        out.add_stream("aac", rate=44_100)
        out.start_encoding()
    with pytest.raises(InputError):
        media.probe(tmp_path / "talk.mp4")


@pytest.mark.parametrize(("name", "codec"), [("talk.mp3", "libmp3lame"), ("talk.m4a", "aac"), ("talk.flac", "flac")])
def test_recordings_are_made_into_opus_alone(tmp_path: Path, name: str, codec: str) -> None:
    source = make_sound(tmp_path / name, codec=codec)
    assert not media.is_ready_sound(source)
    for target in ("one.webm", "again.webm"):
        make_recording(source, tmp_path / target)
    made = media.probe_sound(tmp_path / "one.webm")
    assert (made.width, made.height, made.video, made.audio) == (0, 0, "", "opus")
    assert made.duration == pytest.approx(2, abs=0.15)
    assert media.is_ready_sound(tmp_path / "one.webm")
    assert (tmp_path / "one.webm").read_bytes() == (tmp_path / "again.webm").read_bytes()


def test_the_sound_of_a_film_is_a_recording_too(tmp_path: Path) -> None:
    make_recording(make_film(tmp_path / "film.mp4"), tmp_path / "talk.webm")
    assert media.is_ready_sound(tmp_path / "talk.webm")


def test_what_has_no_sound_is_no_recording(tmp_path: Path) -> None:
    make_film(tmp_path / "silent.mp4", sound=False)
    (tmp_path / "noise.mp3").write_bytes(bytes(range(256)) * 40)
    for name in ("silent.mp4", "noise.mp3", "absent.mp3"):
        with pytest.raises(InputError, match=name):
            make_recording(tmp_path / name, tmp_path / "talk.webm")
    assert not (tmp_path / "talk.webm").exists()


def test_a_damaged_film_is_converted_as_far_as_it_goes(tmp_path: Path) -> None:
    source = make_film(tmp_path / "film.ts", seconds=4)
    data = bytearray(source.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 2000] = bytes(2000)
    source.write_bytes(data)
    make_rendition(source, tmp_path / "film.webm", SMALL)
    assert media.probe(tmp_path / "film.webm").duration > 2


def test_the_poster_is_a_jpeg_from_the_film(tmp_path: Path) -> None:
    poster = media.poster(make_film(tmp_path / "film.mp4", width=1280, height=720, seconds=1))
    assert size_of(poster) == (854, 480)


def size_of(picture: bytes) -> tuple[int, int]:
    with av.open(io.BytesIO(picture)) as container:
        return container.streams.video[0].width, container.streams.video[0].height


def bmp(width: int, height: int) -> bytes:
    pixels = bytes(range(256)) * (width * height * 3 // 256 + 1)
    header = b"BM" + (54 + width * height * 3).to_bytes(4, "little") + bytes(4) + (54).to_bytes(4, "little")
    info = (
        (40).to_bytes(4, "little")
        + width.to_bytes(4, "little")
        + height.to_bytes(4, "little")
        + b"\x01\0\x18\0"
        + bytes(24)
    )
    return header + info + pixels[: width * height * 3]


def png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_covers_become_png_or_jpeg() -> None:
    small = png(1, 1, b"\0\0")
    assert media.cover(small, "cover.png") == (small, "image/png")
    assert media.cover(b"\xff\xd8\xff and so on", "cover.jpg") == (b"\xff\xd8\xff and so on", "image/jpeg")
    picture, media_type = media.cover(bmp(2560, 100), "cover.bmp")
    assert (media_type, size_of(picture)) == ("image/jpeg", (1280, 50))


@pytest.mark.parametrize(
    "content", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"x" * 2_000_001]
)
def test_other_covers_are_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"cover\.svg"):
        media.cover(content, "cover.svg")


def test_real_films_are_converted(shared_courses: Path, tmp_path: Path) -> None:
    film = shared_courses / "video" / "marsha-big_buck_bunny_480p.mp4"
    assert [recipe.height for recipe in media.recipes_for(media.probe(film))] == [240, 480]
    make_rendition(film, tmp_path / "film.webm", media.RECIPES[0])
    made = media.probe(tmp_path / "film.webm")
    assert (made.height, made.video, made.audio) == (240, "vp9", "opus")
    assert media.is_ready(shared_courses / "video" / "ricecooker-low_res_sample.webm")
    assert not media.is_ready(shared_courses / "video" / "mdn-rabbit320.webm"), "VP8 and Vorbis"
