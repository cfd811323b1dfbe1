"""The MkDocs adapter: hands finished pages over, and nothing else."""

from __future__ import annotations

import html
import logging
import os
import shutil
import tempfile
import threading
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.nav import Section as NavSection
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_build_datetime, write_file

import factbook.render as render
from factbook.check import check
from factbook.check.codes import CODES
from factbook.language import LANGUAGES
from factbook.load import load
from factbook.problems import Problem, report
from factbook.publish import api, edits, feeds, names
from factbook.publish.policy import keep_policy
from factbook.publish.schemas import write_schemas
from factbook.publish.search import build_index
from factbook.publish.sitemap import sitemap
from factbook.tell import excerpt

log = logging.getLogger("mkdocs.factbook")

# Stand in a shell where a page puts its own; no template contains them.
HOLES = ("title", "description", "content", "toc", "other", "facets", "canonical")

GUIDES = {"en": "CONTRIBUTING.md", "ja": "CONTRIBUTING.ja.md"}


class ReadyPage(MkDocsPage):
    """A page whose HTML is finished: nothing is read and no Markdown is converted."""

    ready = ""

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self.ready


@dataclass
class Preview:
    """What outlives a build while the site is served.

    The first build makes everything. After an edit only the listing pages are made again; a page of the many is made
    when it is asked for, and the search index stays as it was. While data/ has problems every page shows them.
    """

    is_on: bool = False
    has_all: bool = False  # since the first build made everything
    folder: Path | None = None  # of the search index
    build: Build | None = None
    config: MkDocsConfig | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


preview = Preview()


def on_startup(command: str, dirty: bool) -> None:
    preview.is_on = command == "serve"


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    answer, mount = server.get_app(), urlsplit(config.site_url or "/").path

    def made_when_missing(environ: Any, start_response: Any) -> Any:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        said: list[Any] = []
        while True:
            said.clear()
            body = answer(environ, lambda *words: said.append(words))  # once no build is under way
            if not said[0][0].startswith("404") or not path.startswith(mount) or not _make(path[len(mount):]):
                start_response(*said[0])
                return body

    server.set_app(made_when_missing)
    return server


def on_shutdown() -> None:
    if preview.folder:
        shutil.rmtree(preview.folder)


def _make(path: str) -> bool:
    """Write what lies at a path below the root of the served site; say whether it is worth asking again."""
    with preview.lock:
        build, config = preview.build, preview.config
        if build is None or config is None:  # a build has begun since
            return True
        out = Path(config.site_dir) / path
        if ".." in path or out.is_file() or (out / "index.html").is_file():
            return False
        page = None if build.problems else render.page_at(build.site, path)
        if build.problems and (path.endswith("/") or not path):
            write_file(_problem_page(build).encode(), str(out / "index.html"))
        elif page:
            write_file(_fill(page, build, config).encode(), str(out / "index.html"))
        elif (path.startswith((api.ROOT, edits.ROOT)) or path.endswith(feeds.FEED)) and not build.problems:
            for name, content in chain(api.files(build.site), feeds.files(build.site), edits.files(build.site)):
                write_file(content, str(Path(config.site_dir) / name))
        return out.is_file() or (out / "index.html").is_file()


def _problem_page(build: Build) -> str:
    return build.site.renderer(LANGUAGES[0], "").frame(
        "problems.html", codes=CODES, problems=[(it, excerpt(it, build.site.root)) for it in build.problems],
        files=len({it.path for it in build.problems}))


@dataclass
class Build:
    """What one build hands on between its events."""

    site: render.Site
    problems: list[Problem] = field(default_factory=list)
    env: Any = None
    nav: Navigation | None = None
    files: Files | None = None
    uris: list[str] = field(default_factory=list)
    shells: dict[tuple[str, str], str] = field(default_factory=dict)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    with preview.lock:  # what is asked for from now on is that of this build
        preview.build = None
    root = Path(config.config_file_path).parent
    facts = load(root / "data")
    problems = check(facts)
    if problems and not preview.is_on:
        raise PluginError(f"{len(problems)} problems in data/:\n{report(problems)}")
    settings = render.Settings(names=config.extra["names"], url=config.site_url or "",
                               repository=config.extra.get("repository", "").rstrip("/"))
    config.extra["build"] = Build(render.Site(facts, get_build_datetime().date(), root, settings), problems)
    if preview.is_on and not problems:
        write_schemas(root, facts)
    if problems:
        log.error("%d problems in data/:\n%s", len(problems), report(problems))
        config.nav = None
        config.theme.static_templates.clear()
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    build: Build = config.extra["build"]
    if build.problems:
        return Files([])
    for code in LANGUAGES:
        for page in render.listing_pages(build.site, code):
            files.append(_ready(page, build.site, config).file)
        guide = build.site.root / GUIDES[code]  # the same file that a forge shows beside the data
        files.append(File.generated(config, f"{code}/editing/index.md", abs_src_path=str(guide)))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    config.extra["build"].nav = nav
    config.extra["build"].files = files


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    config.extra["build"].env = env


def on_page_context(context: Any, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> Any:
    code = page.url.split("/")[0]
    if page.file.src_uri.endswith("/editing/index.md"):
        page.meta["description"] = config.extra["build"].site.languages[code].say("editing description")
    return _speak(context, code, page, config)


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    return _speak(context, LANGUAGES[0], None, config)


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    config.extra["build"].uris.append(page.url)
    return _keep(output, page.url, config)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    return _keep(output_content, "", config) if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig) -> None:
    build: Build = config.extra["build"]
    out = Path(config.site_dir)
    with preview.lock:
        preview.build, preview.config = build, config
    if build.problems:
        return
    if preview.has_all:
        for name, content in names.files(build.site):
            write_file(content, str(out / name))
        if preview.folder:
            shutil.copytree(preview.folder, out / "pagefind")
        return
    for code in LANGUAGES:
        for page in render.record_pages(build.site, code):
            write_file(_fill(page, build, config).encode(), str(out / page.uri / "index.html"))
            build.uris.append(page.uri)
    for name, content in chain(api.files(build.site), feeds.files(build.site), names.files(build.site),
                               edits.files(build.site)):
        write_file(content, str(out / name))
    if config.site_url:
        own = [uri for uri in build.uris if uri.startswith(LANGUAGES)]
        write_file(sitemap(own, config.site_url), str(out / "sitemap.xml"))
    if not os.environ.get("FACTBOOK_NO_SEARCH"):
        build_index(out)
        if preview.is_on:
            preview.folder = Path(tempfile.mkdtemp(prefix="factbook-"))
            shutil.copytree(out / "pagefind", preview.folder, dirs_exist_ok=True)
    preview.has_all = preview.is_on
    log.info("%d pages", len(build.uris))


def _ready(page: render.Page, site: render.Site, config: MkDocsConfig) -> ReadyPage:
    file = File.generated(config, f"{page.uri}index.md", content="")
    ready = ReadyPage(page.title, file, config)
    toc = _toc(page, site)
    ready.meta = {"description": page.description, "toc_html": toc, "feed": page.feed,
                  "hide": ["navigation"] if toc else ["navigation", "toc"]}
    ready.ready = render.content(site, page)
    return ready


def _toc(page: render.Page, site: render.Site) -> Markup:
    return Markup(site.renderer(page.language, page.uri).frame("toc.html", sections=page.sections))


def _speak(context: Any, code: str, page: MkDocsPage | None, config: MkDocsConfig) -> Any:
    """Set the theme to a language: its words, its name, its part of the navigation."""
    build: Build = config.extra["build"]
    code = code if code in LANGUAGES else LANGUAGES[0]
    config.theme["language"] = code
    config.site_name = config.extra["names"][code]
    config.extra["homepage"] = f"{code}/"
    language = build.site.languages[code]
    context["_"] = language.say
    context["code"] = code
    context["others"] = [
        (other, build.site.languages[other].say("language"), _other(page, code, other)) for other in LANGUAGES
        if other != code]
    context["nav"] = _navigation(build.nav, LANGUAGES.index(code))
    return context


def _other(page: MkDocsPage | None, code: str, other: str) -> str:
    if page is None or not page.url.startswith(f"{code}/"):
        return f"{other}/"
    return page.meta.get("other") or other + page.url[len(code):]


def _navigation(nav: Navigation, index: int) -> Navigation:
    branch = nav.items[index]
    assert isinstance(branch, NavSection)
    return Navigation(branch.children, nav.pages)


def _keep(output: str, uri: str, config: MkDocsConfig) -> str:
    """Return the page under the strict policy, its scripts written to files; as it is under serve."""
    if preview.is_on:  # the live reload is an inline script
        return output
    output, scripts = keep_policy(output, "../" * uri.count("/"))
    for name, content in scripts.items():
        write_file(content.encode(), str(Path(config.site_dir) / name))
    return output


def _fill(page: render.Page, build: Build, config: MkDocsConfig) -> str:
    """Return a page of the many: the shell of its sort with its own title, content and links."""
    shell = build.shells.get((page.language, page.template))
    if shell is None:
        shell = build.shells[page.language, page.template] = _shell(page, build, config)
    filled = {
        "title": html.escape(page.title), "description": html.escape(page.description),
        "content": render.content(build.site, page), "toc": _toc(page, build.site),
        "facets": build.site.renderer(page.language, page.uri).frame("facets.html", shown=page),
        "other": "../" * page.depth + page.other(next(c for c in LANGUAGES if c != page.language)),
        "canonical": (config.site_url or "") + page.uri,
    }
    for hole, value in filled.items():
        shell = shell.replace(f"@@{hole}@@", value)
    return shell


def _shell(like: render.Page, build: Build, config: MkDocsConfig) -> str:
    """Render the theme once for a sort of pages, with holes where they differ."""
    file = File.generated(config, f"{like.uri}index.md", content="")
    page = ReadyPage("@@title@@", file, config)
    page.meta = {"description": "@@description@@", "toc_html": Markup("@@toc@@"), "hide": ["navigation"],
                 "other": "@@other@@", "facets_html": Markup("@@facets@@"), "feed": like.feed}
    page.content = "@@content@@"
    page.canonical_url = "@@canonical@@" if config.site_url else None
    index = build.files.get_file_from_path(f"{like.language}/{like.template}/index.md")
    assert index is not None
    assert index.page is not None
    index.page.active = True
    context = _speak(get_context(build.nav, build.files, config, page), like.language, page, config)
    output = build.env.get_template("main.html").render(context)
    index.page.active = False
    return _keep(output, like.uri, config)
