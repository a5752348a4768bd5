"""The least a Textual app can be: what every program built on Textual pays before its own first line."""

from textual.app import App

if __name__ == "__main__":
    App[None]().run()
