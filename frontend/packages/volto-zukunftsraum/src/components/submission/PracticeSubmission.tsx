import SubmissionPage from './SubmissionPage';

const PracticeSubmission = () => <SubmissionPage type="BestPractice" />;

export default PracticeSubmission;
