/**
 * Builds as what is shipped, whatever the process that asks is run as: a test runner sets NODE_ENV, and Vite would
 * then put the development edition of React into the pages.
 */
export async function asProduction(build) {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    return await build();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}
