"""Folders that other tools make into web sites or books: where their pages are, and what their settings say.

| tool | known by | documented at |
|---|---|---|
| MkDocs | `mkdocs.yml` | https://www.mkdocs.org/user-guide/configuration/ |
| the Carpentries' Workbench | `config.yaml` with `episodes` | https://carpentries.github.io/sandpaper-docs/ |
| Docusaurus | `docusaurus.config.*`, `sidebars.*` | https://docusaurus.io/docs/api/docusaurus-config |
| Hugo | `hugo.*` or `config.*` beside `content/` | https://gohugo.io/configuration/introduction/ |
| mdBook | `book.toml` | https://rust-lang.github.io/mdBook/format/configuration/ |
| GitBook | `SUMMARY.md` | https://gitbook.com/docs/getting-started/git-sync/content-configuration |
| Quarto | `_quarto.yml` | https://quarto.org/docs/books/ |
| Jupyter Book | `_toc.yml` | https://jupyterbook.org/en/stable/customize/config.html |
| MyST | `myst.yml` | https://mystmd.org/guide/frontmatter |
| Jekyll | `_config.yml` | https://jekyllrb.com/docs/configuration/ |
| VuePress, VitePress | `docs/.vuepress`, `docs/.vitepress` | https://vitepress.dev/guide/getting-started |
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from bivouac.courses.markdown.outlines import SUMMARY, Entry, from_nav, from_summary, from_toc
from bivouac.courses.markdown.reading import Settings, read_settings, read_text, read_toml, read_yaml
from bivouac.courses.markdown.sidebars import read_sidebars
from bivouac.courses.markdown.variables import values
from bivouac.courses.report import Report
from bivouac.language import best_language, translate

_JS_TITLE = re.compile(r"""\btitle:\s*(['"`])(.*?)\1""")
_JS_LANGUAGE = re.compile(r"""\bdefaultLocale:\s*(['"`])(.*?)\1""")


@dataclass
class Site:
    """What is known of a folder from the tool that it is made for.

    Attributes:
        root: below it are the pages.
        static: a folder beside the pages, from where their `/name` is a file.
        settings: by the names of `course.yaml`.
        outline: the order of the pages; empty where the folders give it.
        folders: settings of folders in place of their `.pages`, by path below the root.
        variables: values that pages may name.
    """

    root: Path
    settings: Settings = field(default_factory=Settings)
    outline: list[Entry] = field(default_factory=list)
    folders: dict[str, Settings] = field(default_factory=dict)
    static: Path | None = None
    variables: dict[str, str] = field(default_factory=dict)


def open_site(folder: Path, report: Report) -> Site:
    """The site in `folder`; one without settings where no tool is known."""
    for known in (_mkdocs, _docusaurus, _hugo, _mdbook, _quarto, _jupyter_book, _myst, _jekyll, _vuepress):
        if site := known(folder, report):
            break
    else:
        site = Site(folder)
    site.outline = site.outline or read_summary(site.root, report)
    return site


def read_summary(root: Path, report: Report) -> list[Entry]:
    """What the `SUMMARY.md` of the folder lists; empty when there is none."""
    summary = root / SUMMARY
    there = summary.is_file() and not summary.is_symlink()
    return from_summary(read_text(summary, SUMMARY, report)) if there else []


def workbench(root: Path, language: str, report: Report) -> tuple[Settings, dict[str, Settings]]:
    """What the Carpentries' `config.yaml` says about the lesson, and settings of its folders."""
    config = read_settings(root / "config.yaml", "config.yaml", report)
    if "episodes" not in config or not (root / "episodes").is_dir():
        return Settings(), {}
    for folder in ("instructors", "profiles"):
        if (root / folder).is_dir():
            report.note(folder, "folder", "The pages for teachers are not in the learners' course.")
    order: dict[str, object] = {"nav": ["episodes", "...", "learners"]}
    learners = translate("To look things up", best_language(language))
    folders = {
        ".": Settings(order),
        "episodes": Settings({"title": config.text("title"), **_nav(config, "episodes")}),
        "learners": Settings({"title": learners, **_nav(config, "learners")}),
        "instructors": Settings({"hide": True}),
        "profiles": Settings({"hide": True}),
    }
    return _renamed(config, title="title", licence="license", language="lang"), folders


def _nav(config: Settings, key: str) -> dict[str, object]:
    listed = config.get(key)
    return {"nav": [*listed, "..."]} if isinstance(listed, list) else {}


# --- tools -----------------------------------------------------------------------------------------------------------


def _mkdocs(folder: Path, report: Report) -> Site | None:
    config = read_settings(folder / "mkdocs.yml", "mkdocs.yml", report)
    if not config:
        return None
    site = Site(_inside(folder, config.text("docs_dir") or "docs"))
    site.settings = _renamed(config, title="site_name", summary="site_description", authors="site_author")
    theme = config.get("theme")
    site.settings |= _renamed(Settings(theme if isinstance(theme, dict) else {}), language="language")
    site.outline = from_nav(config.get("nav"))
    extra = config.get("extra")
    site.variables = {**values(config, "config."), **values(extra, "extra."), **values(extra)}
    return site


def _docusaurus(folder: Path, report: Report) -> Site | None:
    for path in sorted(folder.glob("docusaurus.config.*")):
        text = read_text(path, path.name, report)
        found = {"title": _JS_TITLE.search(text), "language": _JS_LANGUAGE.search(text)}
        settings = Settings({key: one.group(2) for key, one in found.items() if one})
        docs = _inside(folder, "docs")
        return Site(docs, settings, read_sidebars(folder, docs, report), static=folder / "static")
    return None


def _hugo(folder: Path, report: Report) -> Site | None:
    if not (folder / "content").is_dir():
        return None
    for name in ("hugo.toml", "config.toml", "hugo.yaml", "config.yaml", "hugo.yml", "config.yml"):
        read = read_toml if name.endswith(".toml") else read_settings
        if config := read(folder / name, name, report):
            settings = _renamed(config, title="title", language="languageCode")
            return Site(_inside(folder, "content"), settings, static=folder / "static")
    return None


def _mdbook(folder: Path, report: Report) -> Site | None:
    config = read_toml(folder / "book.toml", "book.toml", report)
    book = config.get("book")
    if not isinstance(book, dict):
        return None
    settings = Settings(book)
    named = {key: settings[key] for key in ("title", "description", "authors", "language") if key in settings}
    return Site(_inside(folder, settings.text("src") or "src"), Settings(named))


def _quarto(folder: Path, report: Report) -> Site | None:
    config = read_settings(folder / "_quarto.yml", "_quarto.yml", report)
    if not config:
        return None
    about: dict[str, object] = next(
        (config[key] for key in ("book", "website") if isinstance(config.get(key), dict)), {}
    )
    settings = _renamed(Settings(about), title="title", authors="author", summary="description")
    sidebar = about.get("sidebar")
    listed = next((one for one in (sidebar if isinstance(sidebar, list) else [sidebar]) if isinstance(one, dict)), {})
    outline = from_nav(about.get("chapters") or listed.get("contents"))
    if added := from_nav(about.get("appendices")):
        outline.append(Entry(translate("Appendices", best_language(config.text("lang") or "en")), "", added))
    site = Site(folder, Settings({**_renamed(config, language="lang"), **settings}), outline)
    site.variables = values(read_settings(folder / "_variables.yml", "_variables.yml", report))
    return site


def _jupyter_book(folder: Path, report: Report) -> Site | None:
    there = (one for one in (folder, folder / "book", folder / "docs") if (one / "_toc.yml").is_file())
    if not (root := next(there, None)):
        return None
    config = read_settings(root / "_config.yml", "_config.yml", report)
    sphinx = config.get("sphinx")
    inner = sphinx.get("config") if isinstance(sphinx, dict) else None
    settings = _renamed(config, title="title", authors="author", cover="logo", summary="description")
    settings |= _renamed(Settings(inner if isinstance(inner, dict) else {}), language="language")
    parse = config.get("parse")
    named = values(parse.get("myst_substitutions")) if isinstance(parse, dict) else {}
    return Site(root, settings, _read_list(root / "_toc.yml", report), variables=named)


def _read_list(path: Path, report: Report) -> list[Entry]:
    """A `_toc.yml`: its root page first; the form before 2021 is a list."""
    read = read_yaml(path, path.name, report)
    if isinstance(read, list):
        return from_toc(read)
    toc = Settings(read if isinstance(read, dict) else {})
    first = [Entry("", toc.text("root"))] if toc.text("root") else []
    lists = (toc.get(key) for key in ("parts", "chapters", "sections", "subtrees", "entries"))
    return [*first, *(entry for one in lists for entry in from_toc(one))]


def _myst(folder: Path, report: Report) -> Site | None:
    config = read_settings(folder / "myst.yml", "myst.yml", report)
    project = config.get("project")
    if not isinstance(project, dict):
        return None
    settings = _renamed(Settings(project), title="title", summary="description", authors="authors", language="language")
    return Site(folder, settings, from_toc(project.get("toc")), variables=values(project.get("substitutions")))


def _jekyll(folder: Path, report: Report) -> Site | None:
    config = read_settings(folder / "_config.yml", "_config.yml", report)
    if not config:
        return None
    settings = _renamed(config, title="title", summary="description", language="lang", authors="author")
    collections = config.get("collections")
    named = [str(name) for name in collections] if isinstance(collections, dict | list) else []
    folders = {f"_{name}": Settings() for name in named}
    return Site(folder, settings, folders=folders, variables=values(config, "site."))


def _vuepress(folder: Path, report: Report) -> Site | None:
    inside = any((folder / "docs" / name).is_dir() for name in (".vuepress", ".vitepress"))
    return Site(folder / "docs") if inside else None


def _inside(folder: Path, name: str) -> Path:
    """The folder of the pages; the whole one where that is not there or lies outside."""
    pages = folder / name
    return pages if pages.is_dir() and pages.resolve().is_relative_to(folder.resolve()) else folder


def _renamed(config: Settings, **names: str) -> Settings:
    """Settings under our names, where there are any."""
    return Settings({ours: config[theirs] for ours, theirs in names.items() if config.get(theirs)})
