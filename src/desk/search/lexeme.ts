/** A term as PostgreSQL reads it in a tsvector and in a tsquery. */
export function lexeme(term: string): string {
  return `'${term.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
