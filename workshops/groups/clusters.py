"""Groups of places in the plane: k-means, and the silhouette that says how well a number of groups fits.

Nothing is drawn at random: the same votes give the same groups, in whatever order they come.
"""

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.float64]
Labels = NDArray[np.int64]
ROUNDS = 200
DIRECTIONS = 12
ALL_PAIRS_UP_TO = 4000  # more people than this are compared with an evenly spread part of them


def k_means(places: Places, k: int) -> Labels:
    """A label for each place, shape (n,): the best of several starts (Lloyd 1982); labels count from the largest group."""
    found = [_settle(places, start) for start in _starts(places, k)]
    best = min(found, key=lambda one: one[0])[1]
    return _by_size(best, places, k)


def _starts(places: Places, k: int) -> list[Places]:
    """Where the centres begin: spread evenly along several directions, and each farthest from those chosen before."""
    angles = np.arange(DIRECTIONS) * np.pi / DIRECTIONS
    starts = []
    for angle in angles:
        order = np.argsort(places @ np.array([np.cos(angle), np.sin(angle)]), kind="stable")
        starts.append(places[order[((np.arange(k) + 0.5) * len(places) / k).astype(int)]])
    centre = places.mean(axis=0)
    chosen = [places[np.argmax(((places - centre) ** 2).sum(axis=1))]]
    while len(chosen) < k:
        nearest = np.min([((places - one) ** 2).sum(axis=1) for one in chosen], axis=0)
        chosen.append(places[np.argmax(nearest)])
    return [*starts, np.array(chosen)]


def _settle(places: Places, centres: Places) -> tuple[float, Labels]:
    """Move the centres until nobody changes group; gives the sum of squared distances and the labels."""
    labels = np.full(len(places), -1)
    for _round in range(ROUNDS):
        distances = ((places[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
        nearest = distances.argmin(axis=1)
        if np.array_equal(nearest, labels):
            break
        labels = nearest
        centres = np.array(
            [
                places[labels == one].mean(axis=0) if (labels == one).any() else centre
                for one, centre in enumerate(centres)
            ]
        )
    return float(distances[np.arange(len(places)), nearest].sum()), nearest


def _by_size(labels: Labels, places: Places, k: int) -> Labels:
    """Labels renamed so that 0 is the largest group; of equal ones the more rightward, then the higher."""
    sizes = np.bincount(labels, minlength=k)
    middles = [
        tuple(-places[labels == one].mean(axis=0)) if sizes[one] else (np.inf, np.inf) for one in range(k)
    ]
    order = sorted(range(k), key=lambda one: (-sizes[one], *middles[one]))
    names = np.empty(k, dtype=np.int64)
    names[order] = np.arange(k)
    renamed: Labels = names[labels]
    return renamed


def silhouette(places: Places, labels: Labels) -> float:
    """The mean silhouette width (Rousseeuw 1987), from -1 to 1; 0 where a group stands alone or all places are one."""
    sizes = np.bincount(labels)
    if len(sizes) < 2 or not sizes.all():
        return -1.0
    asked = np.arange(len(places))
    if len(places) > ALL_PAIRS_UP_TO:
        asked = np.linspace(0, len(places) - 1, ALL_PAIRS_UP_TO).astype(int)
    width = np.zeros(len(asked))
    for start in range(0, len(asked), 500):
        part = asked[start : start + 500]
        distance = np.sqrt(((places[part][:, None, :] - places[None, :, :]) ** 2).sum(axis=2))
        sums = np.stack([distance[:, labels == one].sum(axis=1) for one in range(len(sizes))], axis=1)
        own = labels[part]
        rows = np.arange(len(part))
        inside = sums[rows, own] / np.maximum(sizes[own] - 1, 1)
        means = sums / sizes
        means[rows, own] = np.inf
        outside = means.min(axis=1)
        larger = np.maximum(inside, outside)
        width[start : start + 500] = np.where(
            (sizes[own] > 1) & (larger > 0), (outside - inside) / np.where(larger > 0, larger, 1), 0
        )
    return float(width.mean())
