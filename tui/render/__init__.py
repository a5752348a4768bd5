"""How text becomes styled lines of terminal cells: pure functions and values, no widget and no app in sight.

`cells` measures, `wrap` breaks lines, `spans` and `find` say what lies where, `highlight` decides what shows on top,
`colours` and `palette` turn that into styles, and `line` puts one line together.
"""
