"""The trivial app: what starting anything in this framework costs, on this machine, today."""

from textual.app import App

if __name__ == "__main__":
    App[None]().run()
