import SubmissionPage from './SubmissionPage';

const ArticleSubmission = () => <SubmissionPage type="WikiArticle" />;

export default ArticleSubmission;
