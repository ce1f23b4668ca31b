// The way to a value in a file: keys and indexes. The package's types reach this, so it knows no parser.
export type Path = readonly (string | number)[]
