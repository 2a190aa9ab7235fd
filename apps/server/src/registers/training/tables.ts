/** Rows of the tables of training courses and question banks as Kysely sees them (migration 0082). */
import type { Generated, JSONColumnType } from 'kysely';

interface QuestionBanksTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  name: string;
  note: Generated<string>;
  version: Generated<number>;
  created_by: string;
  created_at: string;
  updated_at: string;
}
interface BankQuestionsTable {
  jurisdiction_id: string;
  id: string;
  bank_id: string;
  kind: string;
  stem: string;
  options: JSONColumnType<string[]>;
  answer: JSONColumnType<number[]>;
  explanation: Generated<string>;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
}
interface TrainingCoursesTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  title: string;
  organiser: Generated<string>;
  content: Generated<string>;
  state: Generated<string>;
  sheet_version_id: string | null;
  bank_id: string | null;
  test_rules: JSONColumnType<Record<string, number>> | null;
  cancelled_reason: Generated<string>;
  version: Generated<number>;
  created_by: string;
  created_at: string;
  updated_at: string;
}
interface TrainingSessionsTable {
  jurisdiction_id: string;
  id: string;
  course_id: string;
  day: string;
  starts_at: string;
  ends_at: string;
  place: string;
  trainer: Generated<string>;
  hours_tenths: number;
  sign_in_code: string | null;
  version: Generated<number>;
  created_at: string;
  updated_at: string;
}
interface TrainingPeopleTable {
  jurisdiction_id: string;
  course_id: string;
  inspector_id: string;
  called_at: string;
}
interface TrainingAttendanceTable {
  jurisdiction_id: string;
  session_id: string;
  inspector_id: string;
  attendance: string;
  way: string;
  recorded_by: string;
  recorded_at: string;
}
interface TrainingAttemptsTable {
  jurisdiction_id: string;
  id: string;
  course_id: string;
  inspector_id: string;
  no: number;
  questions: JSONColumnType<Record<string, unknown>[]>;
  pass_mark: number;
  started_at: string;
  due_at: string;
  submitted_at: string | null;
  answers: JSONColumnType<Record<string, unknown>[]> | null;
  percent: number | null;
  passed: Generated<boolean>;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    question_banks: QuestionBanksTable;
    bank_questions: BankQuestionsTable;
    training_courses: TrainingCoursesTable;
    training_sessions: TrainingSessionsTable;
    training_people: TrainingPeopleTable;
    training_attendance: TrainingAttendanceTable;
    training_attempts: TrainingAttemptsTable;
  }
}
