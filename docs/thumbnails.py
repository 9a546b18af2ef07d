"""The small pictures of the contents page. A chapter of the derivation shows the way of its derivative through the network,
which grows from chapter to chapter; any other chapter shows its first figure. Neither has words: they would be too small."""

import re
import xml.etree.ElementTree as xml

SVG = "http://www.w3.org/2000/svg"
WIDTH, HEIGHT, EDGE = 240, 150, 24
QUIET, WAY = "#b3b3b3", "#d55e00"


def connections(quantities):
    """Pairs of node numbers, from the names of the weights."""
    names = [re.fullmatch(r"lambda_(\d+)_(\d+)", plain) for _, _, plain, _, _ in quantities]
    return [(int(name[1]), int(name[2])) for name in names if name]


def places(edges):
    """Where each node stands: one column for each layer."""
    layer = {node: 0 for edge in edges for node in edge}
    for source, target in sorted(edges):
        layer[target] = layer[source] + 1
    columns = {}
    for node, column in sorted(layer.items()):
        columns.setdefault(column, []).append(node)
    step = (WIDTH - 2 * EDGE) / max(columns)
    return {node: (EDGE + column * step, HEIGHT / 2 + 50 * (i - (len(nodes) - 1) / 2))
            for column, nodes in columns.items() for i, node in enumerate(nodes)}


def way_through_the_network(start, edges):
    """Start is a node, or a pair of nodes for a weight, or a pair (0, node) for a bias."""
    place = places(edges)
    way = [start] if isinstance(start, tuple) else []
    reached = {start[1] if way else start}
    for source, target in sorted(edges):
        if source in reached:
            way.append((source, target))
            reached.add(target)
    if way and way[0][0] == 0:
        place[0] = (place[start[1]][0], place[start[1]][1] - 32)

    def line(pair, colour, width):
        (x1, y1), (x2, y2) = (place[node] for node in pair)
        return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{colour}" stroke-width="{width}"/>'

    def node(number):
        x, y = place[number]
        colour = WAY if number in reached else QUIET
        return f'<circle cx="{x:g}" cy="{y:g}" r="10" fill="#ffffff" stroke="{colour}" stroke-width="2.5"/>'

    parts = [line(edge, QUIET, 1.2) for edge in edges if edge not in way] + [line(edge, WAY, 4) for edge in way]
    parts += [node(number) for number in sorted(place) if number]
    return f'<svg xmlns="{SVG}" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>\n'


def without_words(figure):
    xml.register_namespace("", SVG)
    root = xml.parse(figure).getroot()
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{{{SVG}}}text", f"{{{SVG}}}title", f"{{{SVG}}}desc"):
                parent.remove(child)
    for attribute in ("role", "aria-labelledby"):
        root.attrib.pop(attribute, None)
    text, emptied = re.sub(r">\s+<", "><", xml.tostring(root, encoding="unicode")), 1
    while emptied:
        text, emptied = re.subn(r"<g(?: [^>]*)?(?:/>|(?<!/)></g>)", "", text)
    return text


def thumbnail(chapter, figure, quantities):
    """The picture of a chapter, by its name, as SVG."""
    part = re.fullmatch(r"\d+_(?:weight_(\d+)_(\d+)|bias_b(\d+)|output_[A-Z](\d+))", chapter)
    if part is None:
        return without_words(figure)
    if part[4]:
        return way_through_the_network(int(part[4]), connections(quantities))
    start = (int(part[1]), int(part[2])) if part[1] else (0, int(part[3]))
    return way_through_the_network(start, connections(quantities))
