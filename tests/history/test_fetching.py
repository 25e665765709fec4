"""Fetching: from a publisher on the loopback that breaks off, lies, stalls and sends elsewhere; nothing comes in twice."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from sitroom.core import HistoryError, UnreachableError, UsageError
from sitroom.history import (
    EventStore,
    FetchPlan,
    FetchReport,
    Server,
    fetch,
    find_edition,
    has_fetched,
    plan_fetch,
)
from sitroom.history.fetching import fetch as fetch_file
from sitroom.history.fetching.archives import check_archive
from sitroom.history.fetching.downloading import TRIES, download

from .publisher import COLUMNS, COLUMNS_2, Publisher, archive, daily, publishing, row

TODAY = date(2013, 6, 1)
FIRST = date(2013, 4, 1)
NAMES = [f"2013040{number}.export.CSV.zip" for number in range(1, 5)]
AGENT = "sitroom/test (research)"


class Clock:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def tick(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    days = {f"{day:%Y%m%d}.export.CSV.zip": daily(day) for day in (FIRST + timedelta(days=n) for n in range(4))}
    with publishing(Publisher(files=days)) as one:
        yield one


def server_of(publisher: Publisher, clock: Clock) -> Server:
    return Server(publisher.base, AGENT, sleep=clock.sleep, tick=clock.tick)


def plan_of(
    publisher: Publisher,
    store: EventStore,
    clock: Clock,
    *,
    last: date = date(2013, 4, 4),
    first: date = FIRST,
    version: int = 1,
) -> FetchPlan:
    server = server_of(publisher, clock)
    plan = plan_fetch(store.folder, find_edition(version), server, first, last, today=TODAY)
    assert plan is not None
    return plan


def run(publisher: Publisher, store: EventStore, clock: Clock, *, keep: bool = False, **options: date) -> FetchReport:
    plan = plan_of(publisher, store, clock, **options)  # type: ignore[arg-type]
    return fetch(plan, store, server_of(publisher, clock), received_on=TODAY, keep=keep)


def load(publisher: Publisher, clock: Clock, target: Path, name: str = NAMES[0], **limits: int | str | None) -> None:
    body = publisher.files[name]
    wanted = {"size": len(body), "md5": hashlib.md5(body).hexdigest(), "most": 10**6} | limits
    download(server_of(publisher, clock), name, target, **wanted)  # type: ignore[arg-type]


# ---------------------------------------------------------------------- the plan
def test_a_plan_says_what_it_takes_and_loads_no_archive(publisher: Publisher, store: EventStore, clock: Clock) -> None:
    plan = plan_of(publisher, store, clock)
    assert [one.file.name for one in plan.files] == NAMES
    assert plan.to_load == sum(len(body) for body in publisher.files.values())
    assert [one.state for one in plan.files] == ["absent"] * 4
    assert (plan.problems, plan.estimated_rows) == ((), plan.to_load // 50)
    assert sorted(publisher.served) == ["filesizes", "md5sums"]


def test_days_that_no_file_holds_are_told_and_stop_nothing(
    publisher: Publisher, store: EventStore, clock: Clock
) -> None:
    publisher.unlisted.add(NAMES[1])
    report = run(publisher, store, clock)
    (gap,) = report.plan.problems
    assert (gap.code, "2 Apr 2013" in gap.message) == ("history.fetch-no-file", True)
    assert (report.imported.rows_added, report.failed) == (9, ())


def test_days_that_are_not_out_yet_are_no_gap(publisher: Publisher, store: EventStore, clock: Clock) -> None:
    server = server_of(publisher, clock)
    plan = plan_fetch(store.folder, find_edition(1), server, FIRST, date(2013, 4, 9), today=date(2013, 4, 5))
    assert plan is not None
    assert [one.code for one in plan.problems] == ["history.fetch-not-out"]


@pytest.mark.parametrize(
    ("first", "last", "version"),
    [
        (FIRST, date(2013, 3, 1), 1),
        (date(1978, 12, 31), FIRST, 1),
        (FIRST, FIRST, 2),
        (date(2013, 7, 1), date(2013, 7, 2), 1),
    ],
)
def test_days_that_mean_nothing_are_refused(
    store: EventStore, clock: Clock, first: date, last: date, version: int
) -> None:
    with publishing(Publisher()) as publisher, pytest.raises(UsageError):
        plan_of(publisher, store, clock, first=first, last=last, version=version)
    assert publisher.asked == []


def test_no_file_at_all_is_an_error_with_a_next_step(publisher: Publisher, store: EventStore, clock: Clock) -> None:
    with pytest.raises(HistoryError, match="other days"):
        plan_of(publisher, store, clock, first=date(2013, 5, 1), last=date(2013, 5, 2))


def test_before_april_2013_the_files_are_months_and_years(
    publisher: Publisher, store: EventStore, clock: Clock
) -> None:
    march = "".join(row(number, date(2013, 3, number), columns=COLUMNS[:57]) for number in range(1, 4))
    publisher.files |= {"201303.zip": archive("201303.csv", march), "2005.zip": archive("2005.csv", march)}
    report = run(publisher, store, clock, first=date(2013, 3, 31), last=FIRST)
    assert [one.file.name for one in report.plan.files] == ["201303.zip", NAMES[0]]
    assert (report.plan.days.start, report.imported.rows_added) == (date(2013, 3, 1), 6)


# ---------------------------------------------------------------------- a run, and a second one
def test_a_second_run_loads_nothing_and_adds_nothing(publisher: Publisher, store: EventStore, clock: Clock) -> None:
    first = run(publisher, store, clock)
    assert (len(first.loaded), first.imported.rows_added, first.imported.files) == (4, 12, 4)
    served = dict(publisher.served)
    again = run(publisher, store, clock)
    assert (again.loaded, again.imported.rows_added, again.failed) == ((), 0, ())
    assert {name: publisher.served[name] - served[name] for name in NAMES} == dict.fromkeys(NAMES, 0)
    assert [one.state for one in again.plan.files] == ["imported"] * 4
    assert list(first.plan.folder.glob("*.zip")) == []
    assert has_fetched(store.folder, FIRST, date(2013, 4, 4))
    assert not has_fetched(store.folder, FIRST, date(2013, 4, 5))


def test_archives_are_kept_where_that_is_wished(publisher: Publisher, store: EventStore, clock: Clock) -> None:
    report = run(publisher, store, clock, keep=True)
    assert sorted(path.name for path in report.plan.folder.glob("*.zip")) == NAMES


def test_a_file_that_was_published_anew_is_loaded_again(publisher: Publisher, store: EventStore, clock: Clock) -> None:
    run(publisher, store, clock)
    publisher.files[NAMES[2]] = daily(date(2013, 4, 3), rows=5)
    again = run(publisher, store, clock)
    assert (again.loaded, again.imported.rows_added, again.imported.rows_known) == ((NAMES[2],), 2, 3)


def test_rows_that_were_taken_out_of_the_store_are_loaded_again(
    publisher: Publisher, store: EventStore, clock: Clock
) -> None:
    run(publisher, store, clock)
    for path in store.folder.glob("events/gdelt1/*/*.parquet"):
        path.unlink()
    assert len(run(publisher, store, clock).loaded) == 4


def test_a_record_that_a_crash_cut_short_is_still_read(publisher: Publisher, store: EventStore, clock: Clock) -> None:
    report = run(publisher, store, clock, last=FIRST)
    with (report.plan.folder / "imported.jsonl").open("a", encoding="utf-8") as file:
        file.write('\n{"name": "2013')
    run(publisher, store, clock)
    assert [one.state for one in plan_of(publisher, store, clock).files] == ["imported"] * 4


def test_a_stop_in_the_middle_loads_only_the_rest_afterwards(
    publisher: Publisher, store: EventStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopping(server: Server, name: str, *args: object, **options: object) -> None:
        if name == NAMES[2]:
            raise KeyboardInterrupt
        download(server, name, *args, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(fetch_file, "download", stopping)
        with pytest.raises(KeyboardInterrupt):
            run(publisher, store, clock)
    again = run(publisher, store, clock)
    assert again.loaded == tuple(NAMES[2:])
    assert {name: publisher.served[name] for name in NAMES} == {name: len(publisher.files[name]) for name in NAMES}
    assert [one.rows for one in store.sources()] == [12]


def test_a_stop_between_import_and_record_adds_nothing_twice(
    publisher: Publisher, store: EventStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(fetch_file, "add_to_record", killed)
        with pytest.raises(KeyboardInterrupt):
            run(publisher, store, clock)
    again = run(publisher, store, clock)
    assert publisher.served[NAMES[0]] == len(publisher.files[NAMES[0]])
    assert (again.imported.rows_added, again.imported.rows_known) == (9, 3)


# ---------------------------------------------------------------------- manners
def test_requests_come_one_at_a_time_with_pauses_under_our_name(
    publisher: Publisher, store: EventStore, clock: Clock
) -> None:
    run(publisher, store, clock)
    assert {one["User-Agent"] for one in publisher.headers} == {AGENT}
    assert clock.slept == [1.0] * 4  # two lists by one server, four files by another


def test_a_busy_server_is_waited_for_longer_each_time(publisher: Publisher, clock: Clock, tmp_path: Path) -> None:
    publisher.habits[NAMES[0]] = {"busy": 3}
    load(publisher, clock, tmp_path / "a.zip")
    assert [one for one in clock.slept if one > 1] == [2.0, 4.0, 8.0]
    assert (tmp_path / "a.zip").read_bytes() == publisher.files[NAMES[0]]


@pytest.mark.parametrize(("said", "waited"), [("7", 7.0), ("99999", 120.0), ("soon", 2.0)])
def test_a_server_says_how_long_to_wait(
    publisher: Publisher, clock: Clock, tmp_path: Path, said: str, waited: float
) -> None:
    publisher.habits[NAMES[0]], publisher.retry_after = {"busy": 1}, said
    load(publisher, clock, tmp_path / "a.zip")
    assert waited in clock.slept


def test_a_server_that_stays_silent_stops_the_run_and_what_came_stays(
    publisher: Publisher, store: EventStore, clock: Clock
) -> None:
    publisher.habits[NAMES[1]] = {"busy": TRIES}
    report = run(publisher, store, clock)
    (stopped,) = report.failed
    assert (stopped.code, "2 more files" in stopped.message) == ("history.fetch-stopped", True)
    assert (report.loaded, report.imported.rows_added) == ((NAMES[0],), 3)
    assert f"/events/{NAMES[2]}" not in publisher.asked


def test_nobody_there_is_unreachable(store: EventStore, clock: Clock) -> None:
    with publishing(Publisher()) as gone:
        pass
    with pytest.raises(UnreachableError, match="--mirror"):
        plan_of(gone, store, clock)


# ---------------------------------------------------------------------- broken off, and taken up again
def test_what_broke_off_is_taken_up_where_it_stopped(publisher: Publisher, clock: Clock, tmp_path: Path) -> None:
    publisher.habits[NAMES[0]] = {"cut": 2}
    moved: list[int] = []
    body = publisher.files[NAMES[0]]
    load(publisher, clock, tmp_path / "a.zip", moved=moved.append)  # type: ignore[arg-type]
    assert (publisher.served[NAMES[0]], sum(moved)) == (len(body), len(body))
    assert publisher.headers[0].get("Range") is None
    assert all("If-Range" in one for one in publisher.headers[1:])
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_a_server_without_ranges_starts_anew(publisher: Publisher, clock: Clock, tmp_path: Path) -> None:
    publisher.ranges, publisher.habits[NAMES[0]] = False, {"cut": 1}
    moved: list[int] = []
    load(publisher, clock, tmp_path / "a.zip", moved=moved.append)  # type: ignore[arg-type]
    assert (tmp_path / "a.zip").read_bytes() == publisher.files[NAMES[0]]
    assert sum(moved) == len(publisher.files[NAMES[0]])


def test_a_part_of_an_older_content_is_not_mixed_with_the_new(
    publisher: Publisher, clock: Clock, tmp_path: Path
) -> None:
    (tmp_path / "a.zip.part").write_bytes(b"old" * 20)
    (tmp_path / "a.zip.part.tag").write_text('"old"', encoding="utf-8")
    load(publisher, clock, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == publisher.files[NAMES[0]]


@pytest.mark.parametrize("tags", [True, False])
def test_a_wrong_part_without_a_tag_is_found_out_by_the_checksum(
    publisher: Publisher, clock: Clock, tmp_path: Path, *, tags: bool
) -> None:
    publisher.tags = tags
    (tmp_path / "a.zip.part").write_bytes(b"old" * 20)
    load(publisher, clock, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == publisher.files[NAMES[0]]


def test_a_file_that_always_breaks_off_fails_by_itself(publisher: Publisher, store: EventStore, clock: Clock) -> None:
    publisher.ranges, publisher.habits[NAMES[1]] = False, {"cut": 99}
    plan = plan_of(publisher, store, clock)
    report = fetch(plan, store, server_of(publisher, clock), received_on=TODAY)
    (failed,) = report.failed
    assert (failed.code, NAMES[1] in failed.message) == ("history.fetch-failed", True)
    assert report.imported.rows_added == 9


# ---------------------------------------------------------------------- what is not taken
def test_a_wrong_checksum_is_tried_once_more_from_scratch(publisher: Publisher, clock: Clock, tmp_path: Path) -> None:
    publisher.habits[NAMES[0]] = {"wrong": 1}
    load(publisher, clock, tmp_path / "a.zip")
    assert publisher.served[NAMES[0]] == 2 * len(publisher.files[NAMES[0]])


def test_a_checksum_that_stays_wrong_names_the_file_and_leaves_nothing(
    publisher: Publisher, store: EventStore, clock: Clock
) -> None:
    publisher.habits[NAMES[1]] = {"wrong": 2}
    report = run(publisher, store, clock)
    (failed,) = report.failed
    assert (failed.code, NAMES[1] in failed.message, "checksum" in failed.message) == (
        "history.fetch-failed",
        True,
        True,
    )
    assert (report.imported.rows_added, len(report.loaded)) == (9, 3)
    assert list(report.plan.folder.glob(f"{NAMES[1]}*")) == []
    assert run(publisher, store, clock).loaded == (NAMES[1],)


def test_a_body_without_end_is_cut(publisher: Publisher, clock: Clock, tmp_path: Path) -> None:
    publisher.habits[NAMES[0]] = {"endless": 9}
    with pytest.raises(HistoryError, match="did not end"):
        load(publisher, clock, tmp_path / "a.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_body_that_is_said_to_be_too_long_is_not_read(publisher: Publisher, clock: Clock, tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="would be"):
        load(publisher, clock, tmp_path / "a.zip", size=None, md5=None, most=10)


def test_a_redirect_stays_on_the_host(publisher: Publisher, store: EventStore, clock: Clock, tmp_path: Path) -> None:
    publisher.habits[NAMES[0]] = {"moved": 1}
    load(publisher, clock, tmp_path / "a.zip")
    assert publisher.asked == [f"/events/{NAMES[0]}", f"/other/{NAMES[0]}"]
    publisher.habits["md5sums"] = {"elsewhere": 1}
    with pytest.raises(UnreachableError, match="localhost"):
        plan_of(publisher, store, clock)
    publisher.habits[NAMES[0]] = {"moved": 99}
    with pytest.raises(UnreachableError, match="from one address to the next"):
        load(publisher, clock, tmp_path / "b.zip")


@pytest.mark.parametrize(
    "base",
    [
        "ftp://host/",
        "file:///etc/",
        "http://user:word@host/",
        "http:///x",
        "http://host/?a=b",
        "host",
        "http://host:x/",
    ],
)
def test_only_plain_addresses_of_folders_are_asked(base: str, clock: Clock) -> None:
    with pytest.raises(UsageError):
        Server(base, AGENT, sleep=clock.sleep, tick=clock.tick)


def test_names_with_a_path_are_never_asked_for(publisher: Publisher, store: EventStore, clock: Clock) -> None:
    publisher.more_lines = "".join(
        f"{'0' * 32}  {name}\n"
        for name in ("../../etc/passwd", "/etc/passwd", "..\\x.zip", "a/20130401.export.CSV.zip")
    )
    assert [one.file.name for one in plan_of(publisher, store, clock).files] == NAMES


def test_a_file_without_a_checksum_is_told_and_its_size_is_checked(
    publisher: Publisher, store: EventStore, clock: Clock
) -> None:
    publisher.without_sum.add(NAMES[0])
    report = run(publisher, store, clock)
    assert [one.code for one in report.plan.problems] == ["history.fetch-no-checksum"]
    assert report.imported.rows_added == 12
    assert run(publisher, store, clock).loaded == ()


def test_an_archive_that_would_unpack_to_far_too_much_is_refused(
    publisher: Publisher, store: EventStore, clock: Clock
) -> None:
    publisher.files[NAMES[0]] = archive("20130401.export.CSV", "0" * 3_000_000)
    publisher.files[NAMES[1]] = b"no archive"
    report = run(publisher, store, clock)
    assert [one.message.split()[0] for one in report.failed] == NAMES[:2]
    assert "60 times" in report.failed[0].message
    assert report.imported.rows_added == 6


def test_an_archive_of_many_files_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number in range(9):
            packed.writestr(str(number), "x")
    (tmp_path / "a.zip").write_bytes(out.getvalue())
    with pytest.raises(HistoryError, match="9 files"):
        check_archive(tmp_path / "a.zip")


def test_where_nothing_could_be_taken_in_the_first_reason_is_raised(
    publisher: Publisher, store: EventStore, clock: Clock
) -> None:
    for name in NAMES:
        publisher.files[name] = b"no archive"
    with pytest.raises(HistoryError, match="cannot be unpacked"):
        run(publisher, store, clock)


# ---------------------------------------------------------------------- GDELT 2.0
def quarter(stamp: str, *rows: int) -> dict[str, bytes]:
    day = date(2015, 2, int(stamp[6:8]))
    text = "".join(row(number, day, columns=COLUMNS_2) for number in rows)
    return {
        f"{stamp}.export.CSV.zip": archive(f"{stamp}.export.CSV", text),
        f"{stamp}.mentions.CSV.zip": b"not asked for",
    }


@pytest.fixture
def second() -> Iterator[Publisher]:
    files = quarter("20150218230000", 1, 2) | quarter("20150218231500", 3) | quarter("20150219000000", 4)
    with publishing(Publisher(files=files, more_lines="http://data.gdeltproject.org/gdeltv2/broken\n")) as one:
        yield one


def run_second(publisher: Publisher, store: EventStore, clock: Clock, *, today: date) -> FetchReport:
    server = server_of(publisher, clock)
    plan = plan_fetch(store.folder, find_edition(2), server, date(2015, 2, 18), date(2015, 2, 19), today=today)
    assert plan is not None
    return fetch(plan, store, server, received_on=today)


def test_the_quarter_hours_of_a_day_are_one_import(second: Publisher, store: EventStore, clock: Clock) -> None:
    report = run_second(second, store, clock, today=date(2015, 2, 19))
    assert (len(report.loaded), report.imported.files, report.imported.rows_read) == (3, 2, 4)
    assert [(one.source, one.rows) for one in store.sources()] == [("gdelt2", 4)]
    assert not [path for path in second.asked if "mentions" in path]
    assert "history.fetch-part-of-day" in [one.code for one in report.plan.problems]


def test_quarter_hours_that_came_out_since_are_loaded_and_a_list_that_serves_is_not(
    second: Publisher, store: EventStore, clock: Clock
) -> None:
    run_second(second, store, clock, today=date(2015, 2, 19))
    second.files |= quarter("20150219001500", 5)
    later = run_second(second, store, clock, today=date(2015, 3, 1))
    assert (later.loaded, later.imported.rows_added) == (("20150219001500.export.CSV.zip",), 1)
    run_second(second, store, clock, today=date(2015, 3, 2))
    assert second.asked.count("/events/masterfilelist.txt") == 2


def test_a_large_list_is_asked_about_first(second: Publisher, store: EventStore, clock: Clock) -> None:
    asked: list[int] = []

    def refuse(size: int) -> bool:
        asked.append(size)
        return False

    plan = plan_fetch(
        store.folder, find_edition(2), server_of(second, clock), date(2015, 2, 18), date(2015, 2, 19),
        today=TODAY.replace(year=2016), may_list=refuse,
    )  # fmt: skip
    assert (plan, asked, second.asked) == (None, [130_000_000], [])


# ---------------------------------------------------------------------- what it comes to
def test_a_report_is_json(publisher: Publisher, store: EventStore, clock: Clock) -> None:
    publisher.unlisted.add(NAMES[3])
    told = json.loads(json.dumps(run(publisher, store, clock).to_json()))
    assert (told["loaded"], told["import"]["rows_added"], told["failed"]) == (3, 9, [])
    assert told["plan"]["states"] == {"absent": 3}
    assert told["plan"]["asked"] == {"start": "2013-04-01", "end": "2013-04-04"}
