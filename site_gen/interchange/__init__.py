"""Other tools' formats: what comes in, and what goes out.

import_file ── input_text     the file's text, or why there is none
            ├─ timelinejs …   one reader a format: what it holds, and what it cannot say here
            ├─ settling       ids, file names, kinds, stories
            ├─ writing        all new files or none, never over what is there
            └─ check          what the site's own loader says of them
"""
