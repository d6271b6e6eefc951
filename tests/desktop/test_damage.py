"""What is kept on the disk is damaged: the window says so, in place of an empty one."""

from pathlib import Path

from PySide6.QtWidgets import QLabel

from bivouac.desktop.app import App


def test_a_damaged_library_is_said_and_left_alone(tmp_path: Path, qtbot) -> None:  # type: ignore[no-untyped-def]
    damaged = b"this is no database at all" * 100
    (tmp_path / "library.sqlite").write_bytes(damaged)
    app = App(tmp_path, mute=True)
    app.start()
    qtbot.addWidget(app.window)

    def said() -> bool:
        texts = (
            [label.text() for label in app.window.stack.currentWidget().findChildren(QLabel)]
            if app.window.stack.count()
            else []
        )
        return any("library.sqlite" in text and str(tmp_path) in text for text in texts)

    qtbot.waitUntil(said)
    app.close()
    assert (tmp_path / "library.sqlite").read_bytes() == damaged
