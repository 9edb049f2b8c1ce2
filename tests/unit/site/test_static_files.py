"""What browsers get of our own files."""

from __future__ import annotations

from directory.site.static_files import squeeze


def test_comments_and_indentation_stay_at_home_and_lines_keep_their_numbers():
    text = "/** What it is.\n * More. */\nfunction a() {\n  // why\n  return 'a // b';\n}\n/* one line */\n  let b;\n"
    assert squeeze(text) == "\n\nfunction a() {\n\nreturn 'a // b';\n}\n\nlet b;\n"


def test_a_comment_behind_code_is_left_alone():
    assert squeeze("a(); // why\nb /* c */ .d();") == "a(); // why\nb /* c */ .d();\n"


def test_a_comment_of_several_lines_ends_where_it_ends():
    assert squeeze("/*\nlet a;\n*/\nlet b;\n") == "\n\n\nlet b;\n"
