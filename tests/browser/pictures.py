#!/usr/bin/python3
"""Takes the pictures of the page of the network that README.md and the front page show: before a weight is moved, after it,
and the tangent there.

usage: pictures.py
"""

from live_check import BUILD, ROOT, Reader


def main():
    reader = Reader(BUILD / "html")
    try:
        for name, figure, fragment in (("before", "03_forward_pass", "#sample=5"),
                                       ("after", "03_forward_pass", "#sample=5&lambda_6_7=-2"),
                                       ("tangent", "network_tangent", "#sample=5&lambda_6_7=-2")):
            reader.open("network", fragment, width=1000)
            picture = reader.browser.driver.find_element("css selector", f"#figure-{figure} .picture")
            picture.screenshot(str(ROOT / f"docs/images/network_{name}.png"))
    finally:
        reader.browser.close()


if __name__ == "__main__":
    main()
