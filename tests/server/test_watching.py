from pathlib import Path

import pytest

from site_gen.server.watching import find_untold

MOUNTS = """\
/dev/vda1 / ext4 rw,relatime 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local btrfs rw 0 0
host /mnt/my\\040shared 9p rw 0 0
sshfs#x /mnt/remote fuse.sshfs rw 0 0
/dev/sdc1 /mnt/usb fuseblk rw 0 0
overlay /var/lib overlay rw 0 0
half a
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/site", None),
        ("/home/somebody/site", "nfs4"),
        ("/homeless/site", None),
        ("/home/local/site", None),
        ("/mnt/my shared/site", "9p"),
        ("/mnt/remote", "fuse.sshfs"),
        ("/mnt/usb/site", None),
        ("/var/lib/site", None),
    ],
)
def test_file_systems_that_others_write_to_are_known(folder: str, kind: str | None) -> None:
    assert find_untold(Path(folder), MOUNTS) == kind


def test_without_a_list_of_mounts_none_is() -> None:
    assert find_untold(Path("/srv/site"), "") is None
