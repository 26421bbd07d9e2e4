import io
import os
import time

from PIL import Image

from haowen.domain.media.keeping import keep
from haowen.domain.media.rendering import put
from haowen.domain.media.showing import original_path, path_of, rendition_path
from haowen.domain.media.sweeping import remove_files, staging_folder, sweep


def picture(colour):
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(buffer, "PNG")
    return keep(buffer.getvalue(), by=None)


def test_only_what_no_row_names_and_is_old_goes(db):
    kept, orphan, half = picture("navy"), "f" * 64, original_path("e" * 64).with_name(".half")
    put(original_path(orphan), b"x")
    put(rendition_path(orphan, "w320.webp"), b"x")
    put(half, b"x")
    put(staging_folder() / "left", b"x")
    assert sweep(time.time() - 3600) == 0
    for path in (original_path(orphan), rendition_path(orphan, "w320.webp").parent, half, staging_folder() / "left"):
        os.utime(path, (1, 1))
    assert sweep(time.time() - 3600) >= 4
    assert not original_path(orphan).exists()
    assert not half.exists()
    assert path_of(orphan, "w320.webp") is None
    assert path_of(kept.sha256, "w320.webp") is not None
    assert original_path(kept.sha256).is_file()


def test_what_is_given_up_leaves_nothing(db):
    kept = picture("olive")
    remove_files(kept.sha256)
    assert path_of(kept.sha256, "w320.webp") is None
    assert not original_path(kept.sha256).exists()
