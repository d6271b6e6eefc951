"""Other people's tools read our folders: skopeo, as it comes with Debian."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from bivouac.courses.bundle.layout import Layout
from bivouac.courses.bundle.verify import verify_course
from bivouac.courses.model import decode_course
from tests.courses.bundle.conftest import store_course

pytestmark = pytest.mark.skipif(shutil.which("skopeo") is None, reason="skopeo is not installed")


def skopeo(*arguments: str) -> bytes:
    return subprocess.run(["skopeo", *arguments], check=True, capture_output=True).stdout


def test_skopeo_inspects_a_course(source: Layout) -> None:
    manifest = json.loads(skopeo("inspect", "--raw", f"oci:{source.folder}:planning"))
    assert manifest["artifactType"] == "application/vnd.bivouac.course.v1"
    assert manifest["annotations"]["org.opencontainers.image.title"] == "Planning"
    course = decode_course(skopeo("inspect", "--config", "--raw", f"oci:{source.folder}:planning"))
    assert course.title == "Planning"


def test_skopeo_lists_the_layers(source: Layout) -> None:
    manifest = json.loads(skopeo("inspect", "--raw", f"oci:{source.folder}:planning"))
    listed = json.loads(skopeo("inspect", f"oci:{source.folder}:planning"))["Layers"]
    assert listed == [layer["digest"] for layer in manifest["layers"]]


def test_skopeo_copies_a_course_bit_by_bit(source: Layout, tmp_path: Path) -> None:
    store_course(source, film=bytes(5_000_000))
    skopeo("--insecure-policy", "copy", f"oci:{source.folder}:planning", f"oci:{tmp_path / 'copy'}:planning")
    copy = Layout.open(tmp_path / "copy")
    assert copy.references()["planning"].digest == source.references()["planning"].digest
    verify_course(copy, copy.references()["planning"])
