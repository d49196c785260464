package eligo;

/**
 * A finding in the text of a protocol.
 *
 * @param code stable: {@code E0301}; docs/rules has a page on it
 * @param severity {@code error}, {@code warning} or {@code hint}
 * @param line from 1, as is {@code column}
 * @param text as the program shows it: the lines of the file, underlined
 */
public record Diagnostic(String code, String severity, String message, String file, int line, int column, String text) {}
