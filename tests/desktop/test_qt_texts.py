"""Qt's own dialogs and menus are in the person's language, too, also after it was changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QMessageBox, QPushButton

from bivouac.desktop.actions import settings
from bivouac.language import current_language
from bivouac.sync.store.settings import LANGUAGE
from tests.desktop.laptop import Laptop, until

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def texts(dialog: QFileDialog | QMessageBox) -> list[str]:
    shown = [one.text() for kind in (QLabel, QPushButton) for one in dialog.findChildren(kind)]
    return [text.replace("&", "").replace("\xa0", " ") for text in shown if text]


def file_dialog(laptop: Laptop) -> list[str]:
    dialog = QFileDialog(laptop.window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    found = texts(dialog)
    dialog.deleteLater()
    return found


def test_dialogs_of_qt_speak_french_and_english_again(laptop: Laptop) -> None:
    laptop.set(LANGUAGE, "fr").open()
    assert file_dialog(laptop) == ["Voir dans :", "Nom de fichier :", "Fichiers de type :", "Ouvrir", "Annuler"]
    assert QCoreApplication.translate("QAbstractFileIconProvider", "Folder") == "Dossier"
    both = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel
    question = QMessageBox(QMessageBox.Icon.Question, "", "", both, laptop.window)
    assert {"Oui", "Annuler"} <= set(texts(question))
    menu = QLineEdit(laptop.window).createStandardContextMenu()
    assert "Tout sélectionner" in [action.text().partition("\t")[0] for action in menu.actions()]
    settings.choose(laptop.app.desk, LANGUAGE, "en")
    until(lambda: current_language() == "en")
    laptop.settle()
    assert file_dialog(laptop) == ["Look in:", "File name:", "Files of type:", "Open", "Cancel"]
