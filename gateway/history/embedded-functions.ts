// What history.db's own SQL asks: the threads of the file load this module for its functions.
import { samplesStored } from '../domain/stored-samples.ts';
import { timesAggregates, timesFunctions } from './warm-up-times.ts';

export const sqlFunctions = {
  ...timesFunctions,
  /** `samples_stored(stored)`: JSON, the samples of one message one by one. */
  samples_stored: (stored: string): string => JSON.stringify(samplesStored(JSON.parse(stored))),
};

export const sqlAggregates = timesAggregates;
