msgid "a"
