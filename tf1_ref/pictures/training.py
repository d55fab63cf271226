"""Curves of training: cost and accuracy of one run, and the costs of several beside each other."""

from __future__ import annotations

import numpy as np

from tf1_ref.pictures.canvas import PALETTE, canvas

# Told apart by colour, line and mark: in grey, too.
TRAINING = {'color': PALETTE[0], 'linestyle': '-', 'marker': 'o'}
VALIDATION = {'color': PALETTE[1], 'linestyle': '--', 'marker': 's'}
DECK = {'color': PALETTE[6], 'linestyle': ':', 'marker': 'D'}


def draw_cost_and_accuracy(path, training, validation, deck_costs=None, deck_accuracy=None) -> None:
    """Draws cost and accuracy over the epochs, of the training and of the validation set, the deck's numbers beside.

    Args:
        path: the PNG file.
        training: `{'cost': average per epoch, 'accuracy': per epoch in [0, 1]}`; NaN, or nothing, where not measured.
        validation: the same of the validation set.
        deck_costs: the deck's training costs per epoch, or None.
        deck_accuracy: the deck's accuracy on the test set, or None.
    """
    with canvas(path, 1, 2, 10, 4.6) as (_, panels):
        cost_axes, accuracy_axes = panels[0]
        for axes, name, scale in ((cost_axes, 'cost', 1), (accuracy_axes, 'accuracy', 100)):
            draw_per_epoch(axes, scale * np.asarray(training.get(name, ()), float), 'training set', **TRAINING)
            draw_per_epoch(axes, scale * np.asarray(validation.get(name, ()), float), 'validation set', **VALIDATION)
        if deck_costs is not None:
            draw_per_epoch(cost_axes, deck_costs, 'deck, training set', **DECK)
        if deck_accuracy is not None:
            accuracy_axes.axhline(100 * deck_accuracy, label='deck, test set', **{**DECK, 'marker': None})
        cost_axes.set(xlabel='epoch', ylabel='average cost', title='Cost')
        cost_axes.set_ylim(bottom=0)
        accuracy_axes.set(xlabel='epoch', ylabel='accuracy in %', title='Accuracy')
        for axes in panels[0]:
            axes.legend(frameon=False, loc='upper center', bbox_to_anchor=(0.5, -0.15), ncols=2)


def draw_cost_curves(path, curves, title, x_label='step', logarithmic=False) -> None:
    """Draws the costs of several runs: what was measured faintly, and smoothed in front of it.

    Args:
        path: the PNG file.
        curves: `{label: costs [n]}`; the runs may have different lengths.
        title: of the picture.
        x_label: what the costs are counted by, such as 'step' or 'epoch'.
        logarithmic: whether the axis of the cost is.
    """
    with canvas(path, width=9) as (_, panels):
        axes = panels[0, 0]
        for number, (label, costs) in enumerate(curves.items()):
            colour = PALETTE[number % len(PALETTE)]
            costs = np.asarray(costs, float)
            window = max(1, len(costs) // 50)
            axes.plot(np.arange(1, len(costs) + 1), costs, color=colour, alpha=0.2, linewidth=1)
            smooth = np.convolve(costs, np.ones(window) / window, mode='valid')
            axes.plot(np.arange(window, len(costs) + 1), smooth, color=colour, linewidth=2, label=label)
        axes.set(xlabel=x_label, ylabel='cost', title=title)
        if logarithmic:
            axes.set_yscale('log')
            axes.yaxis.set_major_formatter(_plain_number)
            axes.yaxis.set_minor_formatter(_plain_number)
        else:
            axes.set_ylim(bottom=0)
        axes.legend(frameon=False)


def _plain_number(cost, _):
    """0.3 rather than 3 x 10^-1; not every number of a logarithmic axis, which would be too many."""
    return f'{cost:g}' if f'{cost:.0e}'[0] in '12346' else ''


def draw_per_epoch(axes, numbers, label, **look) -> None:
    """Adds a curve to axes: one number per epoch, from epoch 1, over the gaps where there is NaN; nothing for none."""
    numbers = np.asarray(numbers, float)
    measured = np.flatnonzero(~np.isnan(numbers))
    if len(measured):
        axes.plot(measured + 1, numbers[measured], markersize=4, label=label, **look)
    axes.xaxis.get_major_locator().set_params(integer=True, min_n_ticks=1)  # or one epoch has parts of epochs beside it
    axes.grid(alpha=0.3)
