package lazuli.core.operation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lazuli.core.Shape;
import lazuli.core.ShapeException;

/**
 * What an einsum's subscripts say, checked against the operands' shapes. Each label is a character; the axes that an ellipsis stands
 * for have labels that no one can write.
 *
 * @param inputs the labels of each operand's axes
 * @param output the labels of the result's axes
 * @param lengths the length of each label's axes
 */
record EinsumExpression(List<String> inputs, String output, Map<Character, Integer> lengths) {
    private static final String ARROW = "->";
    private static final String ELLIPSIS = "...";
    private static final char HIDDEN = '\uE000';

    static EinsumExpression parse(String subscripts, List<Shape> shapes) {
        String text = subscripts.replace(" ", "");
        int arrow = text.indexOf(ARROW);
        List<String> terms = List.of((arrow < 0 ? text : text.substring(0, arrow)).split(",", -1));
        if (terms.size() != shapes.size()) {
            throw new ShapeException("einsum", "%d operands for '%s'", shapes.size(), subscripts);
        }
        String result = arrow < 0 ? "" : text.substring(arrow + ARROW.length());
        requireOneEllipsis(subscripts, terms);
        requireOneEllipsis(subscripts, List.of(result));
        int hidden = 0;
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).contains(ELLIPSIS)) {
                hidden = Math.max(hidden, shapes.get(i).rank() - (terms.get(i).length() - ELLIPSIS.length()));
            }
        }
        List<String> inputs = new ArrayList<>();
        Map<Character, Integer> lengths = new HashMap<>();
        for (int i = 0; i < terms.size(); i++) {
            Shape shape = shapes.get(i);
            int own = shape.rank() - (terms.get(i).length() - ELLIPSIS.length());
            String labels = expanded(terms.get(i), hidden, own);
            check(subscripts, labels, shape);
            for (int axis = 0; axis < labels.length(); axis++) {
                lengths.merge(labels.charAt(axis), shape.length(axis), (a, b) -> common(subscripts, a, b));
            }
            inputs.add(labels);
        }
        String output = arrow < 0 ? implicit(text, hidden) : expanded(result, hidden, hidden);
        boolean known = output.chars().allMatch(label -> lengths.containsKey((char) label));
        if (!known || output.chars().distinct().count() != output.length()) {
            throw new ShapeException(
                    "einsum", "the result of '%s' has a label that is unknown or repeated", subscripts);
        }
        return new EinsumExpression(List.copyOf(inputs), output, Map.copyOf(lengths));
    }

    private static void requireOneEllipsis(String subscripts, List<String> terms) {
        for (String term : terms) {
            if (term.indexOf(ELLIPSIS) != term.lastIndexOf(ELLIPSIS)) {
                throw new ShapeException("einsum", "'%s' of '%s' has more than one ellipsis", term, subscripts);
            }
        }
    }

    private static String expanded(String term, int hidden, int own) {
        StringBuilder labels = new StringBuilder();
        for (int i = hidden - Math.max(0, own); i < hidden; i++) {
            labels.append((char) (HIDDEN + i));
        }
        return term.replace(ELLIPSIS, labels);
    }

    private static void check(String subscripts, String labels, Shape shape) {
        boolean letters = labels.chars().allMatch(label -> label >= HIDDEN || Character.isLetter(label));
        if (!letters || labels.length() != shape.rank()) {
            throw new ShapeException("einsum", "'%s' does not fit an operand of shape %s", subscripts, shape);
        }
    }

    private static int common(String subscripts, int a, int b) {
        if (a != b && a != 1 && b != 1) {
            throw new ShapeException("einsum", "a label of '%s' has lengths %d and %d", subscripts, a, b);
        }
        return a == 1 ? b : a;
    }

    /** Without an arrow the result has the ellipsis' axes, then the labels that occur once, in their order. */
    private static String implicit(String terms, int hidden) {
        String once = terms.chars()
                .filter(Character::isLetter)
                .filter(label -> terms.indexOf(label) == terms.lastIndexOf(label))
                .sorted()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return expanded(terms.contains(ELLIPSIS) ? ELLIPSIS + once : once, hidden, hidden);
    }

    /** The length of a label's axes. */
    int length(int label) {
        return lengths.getOrDefault((char) label, 1);
    }

    /** How many elements an array with these labels has. */
    double size(String labels) {
        return labels.chars().mapToDouble(this::length).reduce(1, (a, b) -> a * b);
    }
}
