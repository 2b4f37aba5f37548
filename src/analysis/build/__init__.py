"""The whole road for one town after another: read, execute, render, guard, publish."""
