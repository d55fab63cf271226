"""Curves of a super-resolution run: error and PSNR per epoch, beside what up-sampling without a network gives."""

from __future__ import annotations

from tf1_ref.pictures.canvas import PALETTE, canvas
from tf1_ref.pictures.training import TRAINING, VALIDATION, draw_per_epoch


def draw_error_and_psnr(path, costs, errors, psnrs, baselines, best_epoch) -> None:
    """Draws the errors over the epochs, and the PSNR on the validation set beside that of other ways to up-sample.

    Args:
        path: the PNG file.
        costs: average training cost per epoch.
        errors: mean squared error on the validation set per epoch, NaN where it was not measured.
        psnrs: PSNR on the validation set per epoch, in dB, NaN where it was not measured.
        baselines: `{name: PSNR on the validation set in dB}`.
        best_epoch: the epoch whose weights were kept, from 1.
    """
    with canvas(path, 1, 2, 10, 4.6) as (_, panels):
        error_axes, psnr_axes = panels[0]
        draw_per_epoch(error_axes, costs, 'training set', **TRAINING)
        draw_per_epoch(error_axes, errors, 'validation set', **VALIDATION)
        error_axes.set(xlabel='epoch', ylabel='mean squared error', title='Error')
        draw_per_epoch(psnr_axes, psnrs, 'network', **VALIDATION)
        psnr_axes.plot(
            best_epoch, psnrs[best_epoch - 1], 'D', color=PALETTE[6], label=f'kept: epoch {best_epoch}', zorder=3
        )
        for number, (name, psnr) in enumerate(baselines.items()):
            psnr_axes.axhline(psnr, color=PALETTE[2 + number], linestyle='-.', label=name)
        psnr_axes.set(xlabel='epoch', ylabel='PSNR in dB', title='PSNR on the validation set')
        for axes in panels[0]:
            axes.legend(frameon=False, loc='upper center', bbox_to_anchor=(0.5, -0.15), ncols=2)
