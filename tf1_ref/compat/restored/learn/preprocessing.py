"""`tf.contrib.learn.preprocessing`: words and categories become numbers, 0 for what is not known.

Source: tf.contrib.learn of TensorFlow 1.15 (preprocessing/text.py, categorical.py, categorical_vocabulary.py).
"""

from __future__ import annotations

import collections
import pickle
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import tensorflow.compat.v1 as tf1

# Words with apostrophes and hyphens; capitals in a row, and a capitalised word in front of another, by themselves.
WORD = re.compile(r'[A-Z]{2,}(?![a-z])|[A-Z][a-z]+(?=[A-Z])|[\'\w\-]+')


def tokenizer(iterator: Iterable[str]) -> Iterator[list[str]]:
    """Finds the words of each text.

    Args:
        iterator: texts.

    Returns:
        Lists of words.
    """
    return map(WORD.findall, iterator)


class CategoricalVocabulary:
    """Numbers for categories, in the order in which they come.

    Args:
        unknown_token: what number 0 stands for.
        support_reverse: whether `reverse` is wanted.
    """

    def __init__(self, unknown_token: str = '<UNK>', support_reverse: bool = True):
        self._unknown_token = unknown_token
        self._support_reverse = support_reverse
        self._freeze = False
        self._freq = collections.Counter()
        self._number([])

    def _number(self, categories):
        self._reverse_mapping = [self._unknown_token, *categories]
        self._mapping = {category: number for number, category in enumerate(self._reverse_mapping)}

    def __len__(self) -> int:
        return len(self._mapping)

    def freeze(self, freeze: bool = True) -> None:
        """Gives new categories the number 0 from here on; with `freeze=False` numbers of their own again.

        Args:
            freeze: whether.
        """
        self._freeze = freeze

    def get(self, category: Any) -> int:
        """Returns the number of a category, a new one for a new category.

        Args:
            category: anything that can be a key.
        """
        if category not in self._mapping and not self._freeze:
            self._mapping[category] = len(self._mapping)
            self._reverse_mapping.append(category)
        return self._mapping.get(category, 0)

    def add(self, category: Any, count: int = 1) -> None:
        """Counts a category."""
        if self.get(category) > 0:
            self._freq[category] += count

    def trim(self, min_frequency: int, max_frequency: int = -1) -> None:
        """Numbers what came more than `min_frequency` and less than `max_frequency` times anew, the frequent first."""
        by_name = sorted(self._freq.items(), key=lambda item: (isinstance(item[0], str), item[0]))
        by_count = sorted(by_name, key=lambda item: item[1], reverse=True)
        kept = [category for category, count in by_count if count > min_frequency and not 0 < max_frequency <= count]
        self._number(kept)
        self._freq = collections.Counter(dict(by_count[: len(kept)]))

    def reverse(self, class_id: int) -> Any:
        """Returns the category of a number.

        Args:
            class_id: the number.

        Raises:
            ValueError: the vocabulary was made without `support_reverse`.
        """
        if not self._support_reverse:
            raise ValueError("This vocabulary wasn't initialized with support_reverse to support reverse() function.")
        return self._reverse_mapping[class_id]


class VocabularyProcessor:
    """Texts become rows of word numbers.

    Args:
        max_document_length: how many numbers a row has; longer texts are cut, shorter ones filled with 0.
        min_frequency: only words that come more often get a number; at 0, all.
        vocabulary: what numbers the words.
        tokenizer_fn: from an iterable of texts to an iterable of their words.

    Attributes:
        vocabulary_: the vocabulary.
    """

    def __init__(
        self,
        max_document_length: int,
        min_frequency: int = 0,
        vocabulary: CategoricalVocabulary | None = None,
        tokenizer_fn: Callable | None = None,
    ):
        self.max_document_length = max_document_length
        self.min_frequency = min_frequency
        self.vocabulary_ = vocabulary or CategoricalVocabulary()
        self._tokenizer = tokenizer_fn or tokenizer

    def fit(self, raw_documents: Iterable[str], unused_y: Any = None) -> VocabularyProcessor:
        """Learns the words of the texts."""
        for words in self._tokenizer(raw_documents):
            for word in words:
                self.vocabulary_.add(word)
        if self.min_frequency > 0:
            self.vocabulary_.trim(self.min_frequency)
        self.vocabulary_.freeze()
        return self

    def fit_transform(self, raw_documents: Iterable[str], unused_y: Any = None) -> Iterator[np.ndarray]:
        """Learns the words of the texts, and transforms them.

        Args:
            raw_documents: texts.
            unused_y: not used.

        Returns:
            As `transform`.
        """
        return self.fit(raw_documents).transform(raw_documents)

    def transform(self, raw_documents: Iterable[str]) -> Iterator[np.ndarray]:
        """Makes a row of word numbers of each text.

        Args:
            raw_documents: texts.

        Returns:
            Arrays of int64 `[max_document_length]`.
        """
        for words in self._tokenizer(raw_documents):
            numbers = [self.vocabulary_.get(word) for word in words[: self.max_document_length]]
            row = np.zeros(self.max_document_length, np.int64)
            row[: len(numbers)] = numbers
            yield row

    def reverse(self, documents: Iterable[Iterable[int]]) -> Iterator[str]:
        """Joins the words of each row, with spaces between them.

        Args:
            documents: rows of numbers.

        Returns:
            Strings.
        """
        for document in documents:
            yield ' '.join(self.vocabulary_.reverse(number) for number in document)

    def save(self, filename: str) -> None:
        """Keeps all of it in a file."""
        with tf1.gfile.Open(filename, 'wb') as file:
            file.write(pickle.dumps(self))

    @classmethod
    def restore(cls, filename: str) -> VocabularyProcessor:
        """Reads what `save` has kept. As with every pickle: of a file that you trust.

        Args:
            filename: the file.

        Returns:
            A `VocabularyProcessor`.
        """
        with tf1.gfile.Open(filename, 'rb') as file:
            return pickle.loads(file.read())


class ByteProcessor:
    """Texts become rows of their UTF-8 bytes.

    Args:
        max_document_length: how many bytes a row has; longer texts are cut, shorter ones filled with 0.
    """

    def __init__(self, max_document_length: int):
        self.max_document_length = max_document_length

    def fit(self, x: Any) -> None:
        """Does nothing: there is nothing to learn.

        Args:
            x: not used.
        """

    def fit_transform(self, x: Iterable[str | bytes]) -> Iterator[np.ndarray]:
        """Transforms the texts.

        Args:
            x: texts, or their bytes.

        Returns:
            As `transform`.
        """
        return self.transform(x)

    def transform(self, x: Iterable[str | bytes]) -> Iterator[np.ndarray]:
        """Makes a row of bytes of each text.

        Args:
            x: texts, or their bytes.

        Returns:
            Arrays of uint8 `[max_document_length]`.
        """
        for text in x:
            content = (text.encode() if isinstance(text, str) else text)[: self.max_document_length]
            yield np.frombuffer(content.ljust(self.max_document_length, b'\0'), np.uint8)

    def reverse(self, x: Iterable[np.ndarray]) -> Iterator[str]:
        """Makes a text of each row, '' of one that is no UTF-8.

        Args:
            x: rows of bytes.

        Returns:
            Strings.
        """
        for row in x:
            try:
                yield np.trim_zeros(row.astype(np.int8), trim='b').tobytes().decode()
            except UnicodeDecodeError:
                yield ''


class CategoricalProcessor:
    """Tables of categories become tables of numbers, 0 for what is not a number.

    Args:
        min_frequency: only categories that come more often get a number; at 0, all.
        share: one vocabulary for all columns.
        vocabularies: one for each column.

    Attributes:
        vocabularies_: the vocabularies.
    """

    def __init__(
        self,
        min_frequency: int = 0,
        share: bool = False,
        vocabularies: list[CategoricalVocabulary] | None = None,
    ):
        self.min_frequency = min_frequency
        self.share = share
        self.vocabularies_ = vocabularies

    def freeze(self, freeze: bool = True) -> None:
        """Freezes all vocabularies."""
        for vocabulary in self.vocabularies_:
            vocabulary.freeze(freeze)

    def fit(self, x: Iterable[Iterable], unused_y: Any = None) -> CategoricalProcessor:
        """Learns the categories of each column."""
        for row in x:
            if self.vocabularies_ is None:
                shared = CategoricalVocabulary()
                self.vocabularies_ = [shared if self.share else CategoricalVocabulary() for _ in row]
            for vocabulary, value in zip(self.vocabularies_, row, strict=True):
                if not _is_nan(value):
                    vocabulary.add(value)
        if self.min_frequency > 0:
            for vocabulary in self.vocabularies_:
                vocabulary.trim(self.min_frequency)
        self.freeze()
        return self

    def fit_transform(self, x: Iterable[Iterable], unused_y: Any = None) -> Iterator[np.ndarray]:
        """Learns the categories of each column, and transforms the rows.

        Args:
            x: rows of categories.
            unused_y: not used.

        Returns:
            As `transform`.
        """
        return self.fit(x).transform(x)

    def transform(self, x: Iterable[Iterable]) -> Iterator[np.ndarray]:
        """Makes a row of numbers of each row.

        Args:
            x: rows of categories.

        Returns:
            Arrays of int64 `[columns]`.
        """
        self.freeze()
        for row in x:
            pairs = zip(self.vocabularies_, row, strict=True)
            yield np.array([0 if _is_nan(value) else known.get(value) for known, value in pairs], np.int64)


def _is_nan(value):
    return isinstance(value, float) and value != value
