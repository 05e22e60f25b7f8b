"""Every way of saving, with real files and the kernel's real watcher: the preview follows."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.previewing import Preview, serving, until, write_small_site

EVENT = "content/events/orders.yaml"
BODY = "title: The orders\ndate: 2024-04-28\nsources: paper\nbody: |\n  {text}\n"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    site = write_small_site(tmp_path_factory.mktemp("saved") / "cars")
    with serving(site) as running:
        yield running


def write_in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def write_and_rename(file: Path, text: str) -> None:
    """As VS Code's atomic saves, `sed -i` and most libraries do."""
    other = file.with_name(f".{file.name}.tmp-1234")
    other.write_text(text, encoding="utf-8")
    other.replace(file)


def write_as_vim(file: Path, text: str) -> None:
    """`:set backup nobackupcopy`: a swap file, a trial file, the old one renamed away."""
    swap = file.with_name(f".{file.name}.swp")
    swap.write_bytes(b"b0VIM 9.0")
    trial = file.with_name("4913")
    trial.touch()
    trial.unlink()
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    with file.open("w", encoding="utf-8") as new:
        new.write(text)
        new.flush()
        os.fsync(new.fileno())
    backup.unlink()
    swap.unlink()


def write_as_emacs(file: Path, text: str) -> None:
    """A lock that is a symbolic link to nowhere, and an autosave file."""
    lock = file.with_name(f".#{file.name}")
    lock.symlink_to("somebody@somewhere.1234:1")
    autosave = file.with_name(f"#{file.name}#")
    file.write_text(text, encoding="utf-8")
    lock.unlink()
    autosave.unlink(missing_ok=True)


def truncate_and_write(file: Path, text: str) -> None:
    with file.open("r+", encoding="utf-8") as open_file:
        open_file.truncate(0)
        open_file.flush()
        os.fsync(open_file.fileno())
        for piece in re.findall(r"(?s).{1,7}", text):
            open_file.write(piece)
            open_file.flush()


def delete_and_recreate(file: Path, text: str) -> None:
    file.unlink()
    file.write_text(text, encoding="utf-8")


def link_over(file: Path, text: str) -> None:
    other = file.with_name("other.tmp")
    other.write_text(text, encoding="utf-8")
    file.unlink()
    other.rename(file)


@pytest.mark.parametrize(
    "save",
    [
        write_in_place,
        write_and_rename,
        write_as_vim,
        write_as_emacs,
        truncate_and_write,
        delete_and_recreate,
        link_over,
    ],
)
def test_a_file_is_followed_however_it_is_saved(preview: Preview, save: object) -> None:
    text = f"Saved by {save.__name__}."  # type: ignore[attr-defined]  # one of the functions above
    save(preview.site / EVENT, BODY.format(text=text))  # type: ignore[operator]  # the same
    preview.await_text("events/orders/", text)
    lines = await_quiet(preview)
    assert [line for line in lines if "error" in line or "warning" in line] == []
    assert len([line for line in lines if " made in " in line]) <= 2


def await_quiet(preview: Preview) -> list[str]:
    """What was said up to a save that was made after everything before it had been followed."""
    before = len(preview.said)
    text = f"As of line {before}."
    preview.write("content/pages/about.md", f"---\ntitle: About\n---\n{text}\n")
    preview.await_text("about/", text)
    preview.await_line(r"content/pages/about\.md.*: \d+ of \d+ pages made in ")
    return preview.said[before:-1]


def test_leftovers_of_editors_alone_build_nothing(preview: Preview) -> None:
    await_quiet(preview)
    folder = preview.site / "content/events"
    for name in (".orders.yaml.swp", "orders.yaml~", "x.tmp", ".#orders.yaml"):
        (folder / name).write_text("half", encoding="utf-8")
        (folder / name).unlink()
    assert await_quiet(preview) == []


def test_a_new_folder_with_all_in_it_is_followed(preview: Preview) -> None:
    folder = preview.site / "content/events/2025/may"
    folder.mkdir(parents=True)
    (folder / "deep.yaml").write_text("title: Deep\ndate: 2025\nsources: paper\n", encoding="utf-8")
    preview.await_text("events/deep/", "Deep")
    (folder / "deep.yaml").write_text("title: Down\ndate: 2025\nsources: paper\n", encoding="utf-8")
    preview.await_text("events/deep/", "Down")


def test_moved_folders_are_followed_and_watched_where_they_are(
    preview: Preview, tmp_path: Path
) -> None:
    events = preview.site / "content/events"
    event = "title: Moving {}\ndate: 2025\nsources: paper\n"
    (events / "one").mkdir()
    (events / "one/moving.yaml").write_text(event.format("a"), encoding="utf-8")
    preview.await_text("events/moving/", "Moving a")
    (events / "one").rename(events / "two")
    (events / "two/moving.yaml").write_text(event.format("b"), encoding="utf-8")
    preview.await_text("events/moving/", "Moving b")
    (events / "two").rename(tmp_path / "outside")
    until(lambda: preview.get("events/moving/").status == 404)
    (tmp_path / "outside/moving.yaml").write_text(event.format("c"), encoding="utf-8")
    shutil.move(tmp_path / "outside", events / "three")
    preview.await_text("events/moving/", "Moving c")
    shutil.rmtree(events / "three")
    until(lambda: preview.get("events/moving/").status == 404)


def test_a_checkout_of_a_thousand_files_takes_one_rebuild_or_two(
    tmp_path: Path,
) -> None:
    site = write_small_site(tmp_path)
    sources, media = site / "content/sources", site / "content/media"
    media.mkdir()

    def write_all(word: str) -> None:
        for index in range(20):
            file = sources / f"s{index}.yaml"
            file.write_text(f"title: {word} {index}\n", encoding="utf-8")
        for index in range(980):  # files without pages of their own
            (media / f"m{index}.svg").write_text(f"{word} {index}", encoding="utf-8")

    write_all("Source")
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]

    def run(*words: str) -> None:
        subprocess.run([*git, *words], cwd=site, check=True, capture_output=True)

    run("init", "--initial-branch=main")
    run("add", ".")
    run("commit", "-m", "before")
    run("checkout", "-b", "other")
    write_all("Witness")
    run("commit", "-a", "-m", "after")
    run("checkout", "main")
    with serving(site) as preview:
        # Stopped meanwhile, so that it does not matter how fast the machine lets git write.
        preview.run.send_signal(signal.SIGSTOP)
        run("checkout", "other")
        preview.run.send_signal(signal.SIGCONT)
        for index in range(20):
            preview.await_text(f"sources/s{index}/", f"Witness {index}")
        lines = await_quiet(preview)
        assert 1 <= len([line for line in lines if " made in " in line]) <= 2
        run("checkout", "--force", "main")
        for index in range(20):
            preview.await_text(f"sources/s{index}/", f"Source {index}")


def test_site_yaml_templates_media_and_languages_are_followed(preview: Preview) -> None:
    plain = "title: Cars\nbase_url: https://example.org/repo/\n"
    preview.write("site.yaml", plain.replace("Cars", "Carriages"))
    preview.await_text("", "Carriages")
    write_as_vim(preview.site / "site.yaml", f"{plain}languages: [en, zh]\n")
    until(lambda: preview.get("zh/").status == 200)
    write_and_rename(preview.site / "site.yaml", plain)
    until(lambda: preview.get("zh/").status == 404)
    templates = preview.site / "templates"
    preview.write("templates/404.html", "{% extends 'default/404.html' %}{% block main %}Gone")
    preview.await_line("templates/404.html.* not shown: 1 error")
    preview.write(
        "templates/404.html",
        "{% extends 'default/404.html' %}{% block main %}Gone astray{% endblock %}",
    )
    preview.await_text("nothing", "Gone astray")
    shutil.rmtree(templates)
    preview.await_text("nothing", "Page not found")
    media = preview.site / "content/media"
    media.mkdir()
    (media / "car.png").write_bytes(b"first")
    preview.write(EVENT, BODY.format(text="![A car](car.png)"))
    first = find_picture(preview)
    (media / "car.png").write_bytes(b"second")
    until(lambda: find_picture(preview) not in ("", first))
    assert preview.get(find_picture(preview)).body == b"second"


def find_picture(preview: Preview) -> str:
    """Waits until the page shows one."""
    pattern = r'src="(/repo/assets/media/[^"]*)"'
    return str(until(lambda: re.findall(pattern, look(preview)))[0])


def look(preview: Preview) -> str:
    return preview.get("events/orders/").text


def test_another_base_path_is_told_and_followed(preview: Preview) -> None:
    preview.write("site.yaml", "title: Cars\nbase_url: https://example.org/elsewhere/\n")
    until(lambda: preview.get("/elsewhere/").status == 200)
    assert preview.run.stdout is not None
    assert preview.run.stdout.readline().endswith("/elsewhere/ until Ctrl-C\n")
    assert preview.get("/").fields["location"] == "/elsewhere/"
    preview.write("site.yaml", "title: Cars\nbase_url: https://example.org/repo/\n")
    until(lambda: preview.get("/repo/").status == 200)


def test_content_that_goes_away_as_a_whole_and_comes_back_is_watched(preview: Preview) -> None:
    content, aside = preview.site / "content", preview.site / "aside"
    content.rename(aside)
    until(lambda: preview.get("/repo/events/orders/").status == 404)
    aside.rename(content)
    until(lambda: preview.get("/repo/events/orders/").status == 200)
    preview.write(EVENT, BODY.format(text="Watched again."))
    preview.await_text("/repo/events/orders/", "Watched again.")


def test_a_broken_save_is_told_and_keeps_the_last_good_site(preview: Preview) -> None:
    preview.write(EVENT, BODY.format(text="Still good."))
    preview.await_text("events/orders/", "Still good.")
    preview.write(EVENT, "title: [\n")
    preview.await_line(r"content/events/orders.yaml:\d+:\d+: error: .*\[yaml-syntax\]")
    preview.await_line("orders.yaml: not shown: 1 error, 0 warnings; the last good site stays")
    assert "Still good." in preview.get("events/orders/").text
    preview.write(EVENT, BODY.format(text="Mended."))
    preview.await_text("events/orders/", "Mended.")


def test_site_yaml_that_goes_away_is_told_and_the_last_good_site_stays(preview: Preview) -> None:
    file = preview.site / "site.yaml"
    text = file.read_text(encoding="utf-8")
    file.unlink()
    preview.await_line("site.yaml: not shown")
    assert preview.get("events/orders/").status == 200
    file.write_text(text, encoding="utf-8")
    preview.await_line(" made in ")


def test_a_warning_is_told_once_and_keeps_nothing_from_being_shown(preview: Preview) -> None:
    preview.write("content/events/bare.yaml", "title: Bare\ndate: 2024\n")
    preview.await_line("bare.yaml:.* warning: ")
    preview.await_text("events/bare/", "Bare")
    preview.await_line("bare.yaml: .* made in ")
    assert await_quiet(preview) == []
    (preview.site / "content/events/bare.yaml").unlink()
    until(lambda: preview.get("events/bare/").status == 404)
