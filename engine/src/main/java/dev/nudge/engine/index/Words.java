package dev.nudge.engine.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Texts to be found within another. Finding costs O(length of the other), and O(1) for each found,
 * however many there are.
 *
 * <p>Aho and Corasick, "Efficient string matching: an aid to bibliographic search", CACM 1975.
 */
final class Words {
  // A node is a number; 0 is the root. An edge lies in an open hash table under its node and
  // letter.
  private final long[] edges;
  private final int[] targets;
  private final int[] fail;

  /** The nearest node on the way of failures where a word ends; 0 for none. */
  private final int[] nextEnd;

  private final int[][] numbers;

  private Words(Builder builder) {
    int nodes = builder.nodes;
    fail = new int[nodes];
    nextEnd = new int[nodes];
    numbers = new int[nodes][];
    for (int i = 0; i < nodes; i++) {
      NumberList at = builder.ends.get(i);
      numbers[i] = at == null ? NumberList.NONE : at.toArray();
    }
    edges = builder.edges;
    targets = builder.targets;
    link(builder);
  }

  private void link(Builder builder) {
    Deque<Integer> open = new ArrayDeque<>();
    open.add(0);
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int child = builder.firstChild(node); child != 0; child = builder.sibling(child)) {
        fail[child] = node == 0 ? 0 : step(fail[node], builder.letter(child));
        nextEnd[child] = numbers[fail[child]].length > 0 ? fail[child] : nextEnd[fail[child]];
        open.add(child);
      }
    }
  }

  private int step(int from, char letter) {
    int node = from;
    while (true) {
      int place = place(edges, node, letter);
      if (edges[place] != 0) {
        return targets[place];
      }
      if (node == 0) {
        return 0;
      }
      node = fail[node];
    }
  }

  /** Adds the numbers of all words that a text holds, some perhaps more than once. */
  void find(String text, Found into) {
    if (fail.length == 1) {
      return;
    }
    int node = 0;
    for (int i = 0; i < text.length(); i++) {
      node = step(node, text.charAt(i));
      for (int end = node; end != 0; end = nextEnd[end]) {
        if (numbers[end].length > 0) {
          into.addAll(numbers[end]);
        }
      }
    }
  }

  /** Where an edge lies, or would lie. */
  private static int place(long[] edges, int node, char letter) {
    long edge = edge(node, letter);
    long hash = edge * 0x9E3779B97F4A7C15L;
    int mask = edges.length - 1;
    int at = (int) (hash >>> 40) & mask;
    while (edges[at] != 0 && edges[at] != edge) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** Never 0. */
  private static long edge(int node, char letter) {
    return ((node + 1L) << 16) | letter;
  }

  /** Collects words in a trie. */
  static final class Builder {
    private long[] edges = new long[16];
    private int[] targets = new int[16];
    private final List<NumberList> ends = new ArrayList<>();
    private int[] firstChild = new int[8];
    private int[] sibling = new int[8];
    private char[] letters = new char[8];
    private int nodes = 1;

    Builder() {
      ends.add(null);
    }

    void add(String word, int number) {
      int node = 0;
      for (int i = 0; i < word.length(); i++) {
        node = child(node, word.charAt(i));
      }
      NumberList at = ends.get(node);
      if (at == null) {
        at = new NumberList();
        ends.set(node, at);
      }
      at.add(number);
    }

    private int child(int node, char letter) {
      int place = place(edges, node, letter);
      if (edges[place] != 0) {
        return targets[place];
      }
      int child = nodes++;
      ends.add(null);
      if (child == letters.length) {
        firstChild = Arrays.copyOf(firstChild, child * 2);
        sibling = Arrays.copyOf(sibling, child * 2);
        letters = Arrays.copyOf(letters, child * 2);
      }
      letters[child] = letter;
      sibling[child] = firstChild[node];
      firstChild[node] = child;
      edges[place] = edge(node, letter);
      targets[place] = child;
      if (nodes * 2 > edges.length) {
        grow();
      }
      return child;
    }

    private void grow() {
      long[] oldEdges = edges;
      int[] oldTargets = targets;
      edges = new long[oldEdges.length * 2];
      targets = new int[edges.length];
      for (int i = 0; i < oldEdges.length; i++) {
        if (oldEdges[i] != 0) {
          int place = place(edges, (int) (oldEdges[i] >>> 16) - 1, (char) oldEdges[i]);
          edges[place] = oldEdges[i];
          targets[place] = oldTargets[i];
        }
      }
    }

    private int firstChild(int node) {
      return firstChild[node];
    }

    private int sibling(int node) {
      return sibling[node];
    }

    private char letter(int node) {
      return letters[node];
    }

    Words build() {
      return new Words(this);
    }
  }
}
