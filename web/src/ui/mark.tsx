/** The plumb bob: hangs true, whatever the wall says. Takes the colour of the text, the bob is brass. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M8 4h16" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />
      <path d="M16 4v12" stroke="currentColor" strokeWidth="1.6" />
      <path className="mark-bob" d="M12 16h8v2.6L16 29l-4-10.4z" />
    </svg>
  );
}
