/**
 * The epoch of things (phones, plates, addresses). Its key does not turn yet: edges between things are named by their handles, and a new
 * key would end every edge that people have judged. Never closed, so never forgotten; see LIMITATIONS.
 */
export const THING_EPOCH = 'things-1'
