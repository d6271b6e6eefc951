"""Search results as a model."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from bivouac.desktop.models.results import RESULT, Result, ResultModel


def test_the_model_keeps_qts_rules(qtbot) -> None:
    model = ResultModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    results = [Result("Course · Page", f"text {n}", ((0, 4),), "page", "c", f"a{n}") for n in range(3)]
    for some in ([], results, results[:1], []):
        model.show_results(some)
        assert [model.index(row).data(RESULT) for row in range(model.rowCount())] == some
    assert tester.model() is model


def test_a_result_speaks(qtbot) -> None:
    model = ResultModel()
    model.show_results([Result("Course · Page", "text", (), "page", "c", "a")])
    assert model.index(0).data() == "text"
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Course · Page. text"
    assert model.index(0).data(Qt.ItemDataRole.FontRole) is None
    assert model.data(QModelIndex()) is None
