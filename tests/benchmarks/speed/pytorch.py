"""Trains a workload in PyTorch, as its users do; needs no TensorFlow.

  python -m tests.benchmarks.speed.pytorch WORKLOAD WAY EPOCHS

Ways: `eager` and `compiled` (by `torch.compile`). The examples are shuffled by an index that is drawn for each epoch.
"""

import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional

from tests.benchmarks.speed import workloads
from tests.benchmarks.speed.workloads import BATCH_SIZE, LSTM_LAYERS, LSTM_UNITS


def main(name, way, epochs):
    """Trains, and prints the seconds of each epoch as JSON."""
    images, labels = (torch.from_numpy(array) for array in workloads.examples(name))
    if images.ndim == 4:
        images = images.permute(0, 3, 1, 2).contiguous()
    labels = images if not workloads.WORKLOADS[name].classes else labels.float()
    model, loss = build(name)
    model = torch.compile(model) if way == 'compiled' else model
    optimizer = torch.optim.SGD(model.parameters(), workloads.WORKLOADS[name].rate)
    seconds = []
    for _ in range(epochs):
        started, total = time.perf_counter(), 0.0
        order = torch.randperm(len(images))
        for at in range(0, len(images) - BATCH_SIZE + 1, BATCH_SIZE):
            rows = order[at : at + BATCH_SIZE]
            optimizer.zero_grad()
            cost = loss(model(images[rows]), labels[rows])
            cost.backward()
            optimizer.step()
            total += cost.item()
        seconds.append(time.perf_counter() - started)
    print(json.dumps({'seconds': seconds}))


def build(name):
    """The model and its loss."""
    if name == 'mlp':
        model = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 4))
        return model, functional.cross_entropy
    if name == 'cnn':
        convolutions = [(nn.Conv2d(i, o, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)) for i, o in ((1, 4), (4, 8))]
        model = nn.Sequential(*convolutions[0], *convolutions[1], nn.Flatten(), nn.Linear(392, 10))
        return model, functional.binary_cross_entropy_with_logits
    if name == 'srcnn':
        return SuperResolution(), functional.mse_loss
    return (Recurrent() if name == 'lstm' else resnet()), functional.cross_entropy


class SuperResolution(nn.Module):
    """The deck's three convolutions, of images that are made small and large again."""

    def __init__(self):
        """Makes the layers."""
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 8, 3, padding=1), nn.ReLU(),
            nn.Conv2d(8, 1, 3, padding=1),
        )  # fmt: skip

    def forward(self, x):
        """Images `[batch, 1, 28, 28]` to images of that shape."""
        low = functional.interpolate(x, size=(7, 7), mode='bicubic')
        return self.layers(functional.interpolate(low, size=(28, 28), mode='nearest'))


class Recurrent(nn.Module):
    """Two layers of cells, and a dense one behind the last row."""

    def __init__(self):
        """Makes the layers."""
        super().__init__()
        self.cells, self.dense = nn.LSTM(28, LSTM_UNITS, LSTM_LAYERS, batch_first=True), nn.Linear(LSTM_UNITS, 10)

    def forward(self, x):
        """Rows `[batch, 28, 28]` to logits."""
        return self.dense(self.cells(x)[0][:, -1])


class Block(nn.Module):
    """BN-ReLU-Conv-BN-ReLU-Conv and a skip, which is a convolution where the size changes."""

    def __init__(self, inputs, outputs, stride):
        """Makes the layers."""
        super().__init__()
        self.normal = nn.Sequential(nn.BatchNorm2d(inputs), nn.ReLU())
        self.short = nn.Identity() if stride == 1 else nn.Conv2d(inputs, outputs, 1, stride)
        self.is_projected = stride != 1
        self.layers = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, stride, 1), nn.BatchNorm2d(outputs), nn.ReLU(),
            nn.Conv2d(outputs, outputs, 3, padding=1),
        )  # fmt: skip

    def forward(self, x):
        """Feature maps to feature maps."""
        a = self.normal(x)
        return self.layers(a) + self.short(a if self.is_projected else x)


def resnet():
    """Three blocks, the first of 16 channels."""
    blocks = [Block(i, o, s) for i, o, s in ((16, 16, 1), (16, 32, 2), (32, 64, 2))]
    tail = [nn.BatchNorm2d(64), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10)]
    return nn.Sequential(nn.Conv2d(1, 16, 3, padding=1), *blocks, *tail)


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
