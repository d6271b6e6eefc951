"""PDF documents. The one place that imports QtPdf, and only when the first document is opened (`engines.DOCUMENTS`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QModelIndex, QObject
from PySide6.QtWidgets import QFrame, QWidget

from bivouac.errors import BundleError

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
    from PySide6.QtPdfWidgets import QPdfView


def open_document(content: bytes, parent: QObject) -> QPdfDocument:
    """A document from the bytes of its file.

    Raises:
        BundleError: it cannot be read, or it has a password.
    """
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument(parent)
    buffer = QBuffer(document)
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.status() != QPdfDocument.Status.Ready:
        raise BundleError("This document cannot be opened. Tell whoever made the course.")
    return document


def document_view(document: QPdfDocument, parent: QWidget) -> QPdfView:
    """A widget that shows all pages of a document, one below the other, as wide as it is."""
    from PySide6.QtPdfWidgets import QPdfView

    view = QPdfView(parent)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setDocument(document)
    view.setPageMode(QPdfView.PageMode.MultiPage)
    view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
    return view


def zoom(view: QPdfView, step: int) -> None:
    """Larger (1) or smaller (-1) than now, or as wide as the view again (0)."""
    from PySide6.QtPdfWidgets import QPdfView

    if step == 0:
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        return
    factor = view.zoomFactor()
    if view.zoomMode() == QPdfView.ZoomMode.FitToWidth and (document := view.document()) and document.pageCount():
        room = view.viewport().width() - view.documentMargins().left() - view.documentMargins().right()
        factor = room / max(1.0, document.pagePointSize(0).width()) * 72 / view.logicalDpiX()
        view.setZoomMode(QPdfView.ZoomMode.Custom)
    view.setZoomFactor(min(max(factor * (1.25 if step > 0 else 0.8), 0.25), 6.0))


def search_model(document: QPdfDocument, parent: QObject) -> QPdfSearchModel:
    """Finds a text in a document; it looks at a page at a time while the window is idle."""
    from PySide6.QtPdf import QPdfSearchModel

    model = QPdfSearchModel(parent)
    model.setDocument(document)
    return model


def found(model: QPdfSearchModel) -> int:
    """How many places were found so far."""
    return model.rowCount(QModelIndex())
