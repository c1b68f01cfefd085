package dev.loopgate.reviews.policy;

import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where in a YAML file each value stands, by JSON pointer. */
final class Positions {
  private final Map<String, Node> nodes = new HashMap<>();

  Positions(Node root) {
    walk("", root);
  }

  /** The place of a value, or of what is around it when it is missing. */
  Position of(String pointer) {
    return of(pointer, 0, 0);
  }

  /**
   * The place of something inside of a text.
   *
   * @param line of the text, from 0
   * @param column in that line, from 0
   */
  Position of(String pointer, int line, int column) {
    Node node = nodes.get(pointer);
    if (node == null) {
      int parent = pointer.lastIndexOf('/');
      return parent < 0 ? Position.START : of(pointer.substring(0, parent), 0, 0);
    }
    int startLine = node.getStartMark().getLine() + 1;
    int startColumn = node.getStartMark().getColumn() + 1;
    if (!(node instanceof ScalarNode scalar)) {
      return new Position(startLine, startColumn);
    }
    return switch (scalar.getScalarStyle()) {
      case LITERAL, FOLDED -> new Position(startLine + 1 + line, 1 + column);
      case SINGLE_QUOTED, DOUBLE_QUOTED -> new Position(startLine, startColumn + 1 + column);
      default -> new Position(startLine, startColumn + column);
    };
  }

  private void walk(String pointer, Node node) {
    nodes.put(pointer, node);
    if (node instanceof SequenceNode sequence) {
      for (int i = 0; i < sequence.getValue().size(); i++) {
        walk(pointer + "/" + i, sequence.getValue().get(i));
      }
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key) {
          walk(pointer + "/" + key.getValue(), entry.getValueNode());
        }
      }
    }
  }
}
