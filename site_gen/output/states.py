"""What a build has from the one before: kept in a folder, or by the process that builds again."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from site_gen.content.fingerprints import Fingerprint, find_fingerprint
from site_gen.content.opened import Opened
from site_gen.output.keeping import find_stamp
from site_gen.output.kept_bodies import keep_bodies, read_bodies
from site_gen.output.ledger import Ledger, read_ledger, write_ledger
from site_gen.output.passages import Passages, read_passages, write_passages
from site_gen.output.private import PrivateFolder
from site_gen.output.publication import open_publication
from site_gen.output.receipt import leave_receipt
from site_gen.output.report import BuildOptions, BuildReport
from site_gen.output.staging import Staging
from site_gen.plan.grounds import Grounds


class Publishing(Protocol):
    """One build's way to the output folder; see `Publication`."""

    @property
    def staging(self) -> Staging: ...

    @property
    def published(self) -> Mapping[str, str]: ...

    def publish(self, files: Mapping[str, str]) -> bool: ...


class State(Protocol):
    """`opened` and `grounds` are what this process has read and planned before, where it does so
    again and again.
    """

    opened: Opened | None
    grounds: Grounds | None

    def note_site(self) -> None:
        """Before anything is read: what the receipt will say of the files."""

    def open_publication(self) -> AbstractContextManager[Publishing]: ...

    def read_ledger(self) -> Ledger: ...

    def keep_ledger(self, ledger: Ledger) -> None: ...

    def keep_grounds(self, grounds: Grounds | None) -> None: ...

    def read_passages(self) -> Passages: ...

    def keep_passages(self, passages: Passages) -> None: ...

    def read_bodies(self) -> Mapping[str, bytes]: ...

    def keep_bodies(self, new: Mapping[str, bytes], most: int) -> None:
        """These and others that are kept, the youngest, `most` in all."""

    def leave_receipt(
        self, report: BuildReport, files: Mapping[str, str], until: datetime | None
    ) -> None:
        """`until` is when the passing of time changes something; None: it may be at any time."""


class StateFolder:
    """The state folder of the options: what every build may take from the one before, whoever made
    it. A clean one takes nothing.
    """

    opened: Opened | None = None
    grounds: Grounds | None = None

    def __init__(self, options: BuildOptions) -> None:
        self._options = options
        self._folder = options.state_folder
        self._fingerprint: Fingerprint | None = None

    def note_site(self) -> None:
        self._fingerprint = find_fingerprint(self._options.site)

    def open_publication(self) -> AbstractContextManager[Publishing]:
        options = self._options
        return open_publication(
            options.output_folder, self._folder, options.site, jobs=options.jobs
        )

    def read_ledger(self) -> Ledger:
        return Ledger() if self._options.clean else read_ledger(self._folder)

    def keep_ledger(self, ledger: Ledger) -> None:
        write_ledger(self._folder, ledger)

    def keep_grounds(self, grounds: Grounds | None) -> None:
        """The process ends before it plans again."""

    def read_passages(self) -> Passages:
        if self._options.clean:
            return Passages(find_stamp(), {})
        return read_passages(self._folder, find_stamp())

    def keep_passages(self, passages: Passages) -> None:
        write_passages(self._folder, passages)

    def read_bodies(self) -> Mapping[str, bytes]:
        return {} if self._options.clean else read_bodies(self._folder, find_stamp())

    def keep_bodies(self, new: Mapping[str, bytes], most: int) -> None:
        keep_bodies(self._folder, find_stamp(), new, most)

    def leave_receipt(
        self, report: BuildReport, files: Mapping[str, str], until: datetime | None
    ) -> None:
        leave_receipt(self._options, report, files, fingerprint=self._fingerprint, until=until)


class ProcessState:
    """For a process that builds one site again and again into a folder of its own, `output`.

    Nothing of it is written, and nothing outlives the process: `state` and `clean` of the options
    say nothing here.
    """

    def __init__(self, output: Path) -> None:
        self.opened: Opened | None = Opened()
        self.grounds: Grounds | None = None
        self.folder = output
        self._site = PrivateFolder(output)
        self._ledger = Ledger()
        self._passages = Passages("", {})

    @property
    def published(self) -> Mapping[str, str]:
        """Path to digest of what stands in the folder."""
        return self._site.published

    def note_site(self) -> None:
        """The next build looks for itself."""

    def open_publication(self) -> AbstractContextManager[Publishing]:
        return self._site.open_publication()

    def read_ledger(self) -> Ledger:
        return self._ledger

    def keep_ledger(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def keep_grounds(self, grounds: Grounds | None) -> None:
        self.grounds = grounds

    def read_passages(self) -> Passages:
        return self._passages

    def keep_passages(self, passages: Passages) -> None:
        self._passages = passages

    def read_bodies(self) -> Mapping[str, bytes]:
        """The process itself knows those that it has rendered."""
        return {}

    def keep_bodies(self, new: Mapping[str, bytes], most: int) -> None:
        pass

    def leave_receipt(
        self, report: BuildReport, files: Mapping[str, str], until: datetime | None
    ) -> None:
        pass
