/**
 * Builds at once, so that it counts as start-up time. A failure, such as a broken configuration, is kept and thrown on
 * each call: the function then answers with the usual error shape, and its log says what is wrong.
 */
export function atStart<T>(build: () => T): () => T {
  try {
    const built = build();
    return () => built;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
