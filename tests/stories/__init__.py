"""Whole user stories, played with the real parts: a hub process, the app in a process of its own, real films."""
