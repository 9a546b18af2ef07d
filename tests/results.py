"""How a check of several cases tells what it found: a line for each case, and `N passed, N failed`."""


def report(results):
    """Prints pairs of what a case is and whether it passed. Returns the exit status."""
    failed = 0
    for what, passed in results:
        failed += not passed
        print(f"{'passed' if passed else 'FAILED'}  {what}")
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0
